/**
 * Words and rows of keys that the most common passwords are made of, in English and Vietnamese, without marks.
 * A password is refused where nothing but these, digits and signs is left of it.
 */
export const commonWords: readonly string[] = [
  ...['password', 'passwords', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'pass', 'passcode', 'secret', 'changeme'],
  ...[
    'letmein',
    'welcome',
    'login',
    'signin',
    'default',
    'guest',
    'user',
    'users',
    'test',
    'testing',
    'demo',
  ],
  ...['admin', 'adm1n', 'administrator', 'root', 'master', 'superuser', 'qwerty', 'qwertyuiop', 'qwertz'],
  ...['azerty', 'asdf', 'asdfgh', 'asdfghjkl', 'zxcv', 'zxcvbn', 'zxcvbnm', 'qaz', 'wsx', 'edc', 'rfv'],
  ...['1q2w3e4r5t6y', '1q2w3e4r', 'q1w2e3r4', 'a1b2c3d4', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefgh'],
  ...['iloveyou', 'loveyou', 'love', 'princess', 'dragon', 'monkey', 'football', 'baseball', 'sunshine'],
  ...['shadow', 'superman', 'batman', 'michael', 'computer', 'internet', 'samsung', 'google', 'facebook'],
  ...['trustno1', 'starwars', 'whatever', 'hello', 'helloworld', 'freedom', 'flower', 'summer', 'winter'],
  ...['spring', 'autumn', 'january', 'monday', 'company', 'office', 'system', 'server', 'windows'],
  ...['matkhau', 'matkhaumoi', 'mat', 'khau', 'anhyeuem', 'emyeuanh', 'yeuem', 'yeuanh', 'anhem', 'vietnam'],
  ...[
    'viet',
    'nam',
    'hanoi',
    'ha',
    'noi',
    'nghean',
    'nghe',
    'an',
    'saigon',
    'congviec',
    'coquan',
    'taikhoan',
  ],
  ...['dangnhap', 'quantri', 'khongbiet', 'khongco', 'chao', 'xinchao', 'hanhphuc', 'giadinh', 'conyeu'],
  ...['hop', 'tac', 'hoptac', 'theodoi', 'thanhuy', 'tinhuy', 'ubnd', 'socongthuong', 'vanphong', 'canbo'],
];
