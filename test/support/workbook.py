"""A workbook as openpyxl reads it, which knows nothing of the program that wrote it.

workbook.py read FILE                        -> JSON on the standard output
workbook.py set FILE ROW COLUMN VALUE OUT    one cell of the first sheet, counted from 1; VALUE is JSON
"""
import datetime
import json
import sys

import openpyxl


def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return {"date": value.isoformat()[:10]}
    return value


def read(path):
    book = openpyxl.load_workbook(path)
    sheets = []
    for sheet in book.worksheets:
        sheets.append(
            {
                "title": sheet.title,
                "state": sheet.sheet_state,
                "freeze": sheet.freeze_panes,
                "protected": sheet.protection.sheet,
                "filter": sheet.auto_filter.ref,
                "widths": {name: one.width for name, one in sheet.column_dimensions.items()},
                "lists": [
                    {"range": str(one.sqref), "formula": one.formula1}
                    for one in sheet.data_validations.dataValidation
                    if one.type == "list"
                ],
                "rows": [[plain(cell.value) for cell in row] for row in sheet.iter_rows()],
                "locked": [[cell.protection.locked for cell in row] for row in sheet.iter_rows()],
                "formats": [[cell.number_format for cell in row] for row in sheet.iter_rows()],
            }
        )
    json.dump(sheets, sys.stdout)


def put(path, row, column, value, out):
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(int(row), int(column)).value = json.loads(value)
    book.save(out)


{"read": read, "set": put}[sys.argv[1]](*sys.argv[2:])
