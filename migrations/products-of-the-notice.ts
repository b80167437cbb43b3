/**
 * What was proposed for the parts of the notice when products came in, a line each: commitment, party, kind, text in Vietnamese and
 * English, recipient. Part of a migration: never changed after.
 */
export const productsOfTheNotice = `
1.01|hanoi|report|kết quả trao đổi kinh nghiệm xây dựng Đảng trong kỳ|results of the exchanges on Party building in the period|Văn phòng Thành ủy Hà Nội
1.01|nghean|report|kết quả trao đổi kinh nghiệm xây dựng Đảng trong kỳ|results of the exchanges on Party building in the period|Văn phòng Tỉnh ủy Nghệ An
1.02|hanoi|plan|hợp tác đào tạo, bồi dưỡng cán bộ đến năm 2020|cooperation in cadre training to 2020|Thành ủy Hà Nội
1.02|nghean|plan|hợp tác đào tạo, bồi dưỡng cán bộ đến năm 2020|cooperation in cadre training to 2020|Tỉnh ủy Nghệ An
1.03|hanoi|event|lớp bồi dưỡng kỹ năng lãnh đạo, quản lý|course in leadership and management skills|Văn phòng Thành ủy Hà Nội
1.03|nghean|event|lớp bồi dưỡng kỹ năng lãnh đạo, quản lý|course in leadership and management skills|Văn phòng Tỉnh ủy Nghệ An
1.04|hanoi|report|kinh nghiệm ứng dụng CNTT, cung cấp dịch vụ công trực tuyến|experience with IT and online public services|Sở Thông tin và Truyền thông tỉnh Nghệ An
1.04|nghean|report|kinh nghiệm ứng dụng CNTT, cung cấp dịch vụ công trực tuyến|experience with IT and online public services|Sở Thông tin và Truyền thông thành phố Hà Nội
1.05|hanoi|report|kết quả đổi mới phương thức lãnh đạo trong kỳ|renewal of leadership methods in the period|Thành ủy Hà Nội
1.05|nghean|report|kết quả đổi mới phương thức lãnh đạo trong kỳ|renewal of leadership methods in the period|Tỉnh ủy Nghệ An
1.06|hanoi|report|cách làm hay về dân vận, tháo gỡ khó khăn ở cơ sở|good practice in mass mobilisation at the grass roots|Thành ủy Hà Nội
1.06|nghean|report|cách làm hay về dân vận, tháo gỡ khó khăn ở cơ sở|good practice in mass mobilisation at the grass roots|Tỉnh ủy Nghệ An
1.07|hanoi|report|kinh nghiệm quản lý nhà nước về tôn giáo|experience in the state management of religion|Sở Nội vụ tỉnh Nghệ An
1.07|nghean|report|kinh nghiệm quản lý nhà nước về tôn giáo|experience in the state management of religion|Sở Nội vụ thành phố Hà Nội
1.08|hanoi|report|cách đánh giá việc thực hiện nghị quyết đại hội|how the congress resolutions were evaluated|Văn phòng Tỉnh ủy Nghệ An
1.08|nghean|report|cách đánh giá việc thực hiện nghị quyết đại hội|how the congress resolutions were evaluated|Văn phòng Thành ủy Hà Nội
1.09|hanoi|official_letter|kinh nghiệm xây dựng văn kiện, chỉ đạo đại hội Đảng các cấp|experience in drafting congress documents and directing congresses|Ban Tổ chức Tỉnh ủy Nghệ An
1.09|nghean|official_letter|kinh nghiệm xây dựng văn kiện, chỉ đạo đại hội Đảng các cấp|experience in drafting congress documents and directing congresses|Ban Tổ chức Thành ủy Hà Nội
2.01|hanoi|event|hội nghị giới thiệu tiềm năng, lợi thế và cơ hội đầu tư|conference on potential and investment opportunities|Văn phòng Thành ủy Hà Nội
2.01|nghean|event|hội nghị giới thiệu tiềm năng, lợi thế và cơ hội đầu tư|conference on potential and investment opportunities|Văn phòng Tỉnh ủy Nghệ An
2.02|hanoi|official_letter|chính sách hỗ trợ doanh nghiệp và danh mục kêu gọi đầu tư|business policies and the list of projects|Sở Kế hoạch và Đầu tư tỉnh Nghệ An
2.02|nghean|official_letter|chính sách hỗ trợ doanh nghiệp và danh mục kêu gọi đầu tư|business policies and the list of projects|Sở Kế hoạch và Đầu tư thành phố Hà Nội
2.03|hanoi|plan|tuyên truyền, quảng bá môi trường đầu tư, kinh doanh hằng năm|yearly communication on the investment climate|Văn phòng Thành ủy Hà Nội
2.03|nghean|plan|tuyên truyền, quảng bá môi trường đầu tư, kinh doanh hằng năm|yearly communication on the investment climate|Văn phòng Tỉnh ủy Nghệ An
2.04|hanoi|event|hội nghị đầu tư, thương mại giữa hai địa phương|investment and trade conference of the two localities|Văn phòng Thành ủy Hà Nội
2.04|nghean|event|hội nghị đầu tư, thương mại giữa hai địa phương|investment and trade conference of the two localities|Văn phòng Tỉnh ủy Nghệ An
2.05|hanoi|report|kinh nghiệm cải cách hành chính|experience in administrative reform|Sở Nội vụ tỉnh Nghệ An
2.05|nghean|report|kinh nghiệm cải cách hành chính|experience in administrative reform|Sở Nội vụ thành phố Hà Nội
2.06|hanoi|plan|cải thiện môi trường đầu tư, nâng chỉ số PCI|improving the investment climate and the PCI|Thành ủy Hà Nội
2.06|nghean|plan|cải thiện môi trường đầu tư, nâng chỉ số PCI|improving the investment climate and the PCI|Tỉnh ủy Nghệ An
2.07|hanoi|report|hiệu quả dự án đầu tư và quản lý dự án sau cấp phép|project results and post-licensing management|Thành ủy Hà Nội
2.07|nghean|report|hiệu quả dự án đầu tư và quản lý dự án sau cấp phép|project results and post-licensing management|Tỉnh ủy Nghệ An
2.08|hanoi|event|lớp bồi dưỡng nghiệp vụ xúc tiến, hỗ trợ đầu tư|course in investment promotion and support|Văn phòng Thành ủy Hà Nội
2.08|nghean|event|lớp bồi dưỡng nghiệp vụ xúc tiến, hỗ trợ đầu tư|course in investment promotion and support|Văn phòng Tỉnh ủy Nghệ An
2.09|hanoi|report|kinh nghiệm xây dựng, quản lý đô thị văn minh, hiện đại|experience in building and managing modern cities|Sở Xây dựng tỉnh Nghệ An
2.09|nghean|report|kinh nghiệm xây dựng, quản lý đô thị văn minh, hiện đại|experience in building and managing modern cities|Sở Xây dựng thành phố Hà Nội
3.01|hanoi|official_letter|giới thiệu nhà đầu tư Hà Nội vào khu, cụm công nghiệp Nghệ An|Hanoi investors for Nghệ An’s industrial parks|Ban Quản lý Khu kinh tế Đông Nam Nghệ An
3.01|nghean|plan|tạo điều kiện để nhà đầu tư Hà Nội vào khu, cụm công nghiệp|opening industrial parks to Hanoi investors|Tỉnh ủy Nghệ An
3.02|hanoi|official_letter|thông tin cơ chế, chính sách và dự án ưu tiên thu hút đầu tư|mechanisms, policies and priority projects|Sở Công Thương tỉnh Nghệ An
3.02|nghean|official_letter|thông tin cơ chế, chính sách và dự án ưu tiên thu hút đầu tư|mechanisms, policies and priority projects|Sở Công Thương thành phố Hà Nội
3.03|hanoi|report|kết quả đưa sản phẩm đặc trưng lên sàn thương mại điện tử|typical products put on the e-commerce platforms|Văn phòng Thành ủy Hà Nội
3.03|nghean|report|kết quả đưa sản phẩm đặc trưng lên sàn thương mại điện tử|typical products put on the e-commerce platforms|Văn phòng Tỉnh ủy Nghệ An
3.04|hanoi|plan|phối hợp quản lý xăng dầu, gas, bảo vệ người tiêu dùng|joint petrol, gas and consumer-protection management|Thành ủy Hà Nội
3.04|nghean|plan|phối hợp quản lý xăng dầu, gas, bảo vệ người tiêu dùng|joint petrol, gas and consumer-protection management|Tỉnh ủy Nghệ An
3.05|hanoi|official_letter|giới thiệu nhà đầu tư hạ tầng thương mại biên giới|investors for border-trade infrastructure|Sở Công Thương tỉnh Nghệ An
3.05|nghean|submission|kêu gọi đầu tư hạ tầng thương mại biên giới|investment in border-trade infrastructure|Tỉnh ủy Nghệ An
3.06|hanoi|official_letter|giới thiệu nhà đầu tư Trung tâm hội chợ triển lãm tỉnh Nghệ An|investors for the Nghệ An exhibition centre|Sở Kế hoạch và Đầu tư tỉnh Nghệ An
3.06|nghean|submission|kêu gọi đầu tư Trung tâm hội chợ triển lãm tỉnh|investment in the provincial exhibition centre|Tỉnh ủy Nghệ An
3.07|hanoi|plan|phát triển hạ tầng chợ, trung tâm thương mại, siêu thị|developing markets, trade centres and supermarkets|Thành ủy Hà Nội
3.07|nghean|plan|phát triển hạ tầng chợ, trung tâm thương mại, siêu thị|developing markets, trade centres and supermarkets|Tỉnh ủy Nghệ An
3.08|hanoi|plan|phát triển loại hình kinh doanh hiện đại, chợ thương mại điện tử|modern business forms and the e-commerce market|Thành ủy Hà Nội
3.08|nghean|plan|phát triển loại hình kinh doanh hiện đại, chợ thương mại điện tử|modern business forms and the e-commerce market|Tỉnh ủy Nghệ An
3.09|hanoi|event|hội nghị kết nối cung cầu, hội chợ tại Vinh và Hà Nội|supply–demand conference and fairs in Vinh and Hanoi|Văn phòng Thành ủy Hà Nội
3.09|nghean|event|hội nghị kết nối cung cầu, hội chợ tại Vinh và Hà Nội|supply–demand conference and fairs in Vinh and Hanoi|Văn phòng Tỉnh ủy Nghệ An
3.10|hanoi|report|kết quả quảng bá thương hiệu, xuất khẩu, tiêu thụ sản phẩm trong kỳ|promotion of brands, exports and sales in the period|Văn phòng Thành ủy Hà Nội
3.10|nghean|report|kết quả quảng bá thương hiệu, xuất khẩu, tiêu thụ sản phẩm trong kỳ|promotion of brands, exports and sales in the period|Văn phòng Tỉnh ủy Nghệ An
4.01|hanoi|report|mô hình nông nghiệp công nghệ cao, hữu cơ, chuỗi giá trị|high-tech, organic and value-chain farming models|Sở Nông nghiệp và Phát triển nông thôn tỉnh Nghệ An
4.01|nghean|report|mô hình nông nghiệp công nghệ cao, hữu cơ, chuỗi giá trị|high-tech, organic and value-chain farming models|Sở Nông nghiệp và Phát triển nông thôn thành phố Hà Nội
4.02|hanoi|plan|chuyển giao tiến bộ khoa học kỹ thuật trong nông nghiệp|transfer of technical advances in agriculture|Thành ủy Hà Nội
4.02|nghean|plan|chuyển giao tiến bộ khoa học kỹ thuật trong nông nghiệp|transfer of technical advances in agriculture|Tỉnh ủy Nghệ An
4.03|hanoi|plan|bảo tồn, khai thác, phát triển nguồn gen cây ăn quả|conserving and developing fruit-tree gene sources|Thành ủy Hà Nội
4.03|nghean|plan|bảo tồn, khai thác, phát triển nguồn gen cây ăn quả|conserving and developing fruit-tree gene sources|Tỉnh ủy Nghệ An
4.04|hanoi|report|kết quả tổ chức, quản lý vùng rau, quả an toàn|organisation and management of safe vegetable and fruit areas|Văn phòng Thành ủy Hà Nội
4.04|nghean|report|kết quả tổ chức, quản lý vùng rau, quả an toàn|organisation and management of safe vegetable and fruit areas|Văn phòng Tỉnh ủy Nghệ An
4.05|hanoi|plan|chứng nhận nông sản an toàn, truy xuất nguồn gốc|certifying safe produce and tracing its origin|Văn phòng Thành ủy Hà Nội
4.05|nghean|plan|chứng nhận nông sản an toàn, truy xuất nguồn gốc|certifying safe produce and tracing its origin|Văn phòng Tỉnh ủy Nghệ An
4.06|hanoi|plan|phối hợp chống gian lận trong buôn bán vật tư nông nghiệp|joint action on fraud in agricultural supplies|Thành ủy Hà Nội
4.06|nghean|plan|phối hợp chống gian lận trong buôn bán vật tư nông nghiệp|joint action on fraud in agricultural supplies|Tỉnh ủy Nghệ An
4.07|hanoi|report|kết quả tìm kiếm thị trường tiêu thụ nông sản trong kỳ|markets found for farm produce in the period|Văn phòng Thành ủy Hà Nội
4.07|nghean|report|kết quả tìm kiếm thị trường tiêu thụ nông sản trong kỳ|markets found for farm produce in the period|Văn phòng Tỉnh ủy Nghệ An
4.08|hanoi|memorandum|liên kết tiêu thụ nông sản Nghệ An tại Hà Nội|links to sell Nghệ An produce in Hanoi|Sở Nông nghiệp và Phát triển nông thôn tỉnh Nghệ An
4.08|nghean|memorandum|liên kết tiêu thụ nông sản Nghệ An tại Hà Nội|links to sell Nghệ An produce in Hanoi|Sở Nông nghiệp và Phát triển nông thôn thành phố Hà Nội
5.01|hanoi|memorandum|hợp tác về tài nguyên và môi trường|cooperation on natural resources and environment|Thành ủy Hà Nội
5.01|nghean|memorandum|hợp tác về tài nguyên và môi trường|cooperation on natural resources and environment|Tỉnh ủy Nghệ An
6.01|hanoi|memorandum|hợp tác phát triển du lịch|cooperation on tourism|Thành ủy Hà Nội
6.01|nghean|memorandum|hợp tác phát triển du lịch|cooperation on tourism|Tỉnh ủy Nghệ An
7.01|hanoi|plan|hợp tác về giáo dục và đào tạo đến năm 2020|cooperation on education and training to 2020|Thành ủy Hà Nội
7.01|nghean|plan|hợp tác về giáo dục và đào tạo đến năm 2020|cooperation on education and training to 2020|Tỉnh ủy Nghệ An
8.01|hanoi|memorandum|hợp tác về y tế, chăm sóc sức khỏe nhân dân|cooperation on health and public health care|Thành ủy Hà Nội
8.01|nghean|memorandum|hợp tác về y tế, chăm sóc sức khỏe nhân dân|cooperation on health and public health care|Tỉnh ủy Nghệ An
9.01|hanoi|event|giao lưu văn hóa, thể thao giữa hai địa phương|culture and sport exchange of the two localities|Văn phòng Thành ủy Hà Nội
9.01|nghean|event|giao lưu văn hóa, thể thao giữa hai địa phương|culture and sport exchange of the two localities|Văn phòng Tỉnh ủy Nghệ An
10.01|hanoi|plan|hợp tác công nghệ thông tin, phát thanh, truyền hình hằng năm|yearly cooperation on IT, radio and television|Văn phòng Thành ủy Hà Nội
10.01|nghean|plan|hợp tác công nghệ thông tin, phát thanh, truyền hình hằng năm|yearly cooperation on IT, radio and television|Văn phòng Tỉnh ủy Nghệ An
11.01|hanoi|plan|hợp tác bảo đảm an sinh xã hội|cooperation on social security|Thành ủy Hà Nội
11.01|nghean|plan|hợp tác bảo đảm an sinh xã hội|cooperation on social security|Tỉnh ủy Nghệ An
12.01|hanoi|plan|phối hợp về quốc phòng, an ninh|cooperation on defence and security|Thành ủy Hà Nội
12.01|nghean|plan|phối hợp về quốc phòng, an ninh|cooperation on defence and security|Tỉnh ủy Nghệ An
`
  .trim()
  .split('\n')
  .map((line) => line.split('|'));
