"""The State's codes of languages, in words.

Two digits until 2022-23: California Department of Education, "Child's Primary Language"
(cde.ca.gov/sp/cd/ci/childprimarylanguage.asp), the CALPADS codes of that time. Three letters since
2023-24: ISO 639-2, some of ISO 639-3 (CALPADS Update Flash 256); the letters are those of ISO, the
two lists are joined by the language's name. Codes that are not here come in as they stand.
"""

from __future__ import annotations

# Name, two digits, three letters (several where ISO has two codes).
_LANGUAGES = (
    ("English", "00", "eng"),
    ("Spanish", "01", "spa"),
    ("Vietnamese", "02", "vie"),
    ("Cantonese", "03", "yue"),
    ("Korean", "04", "kor"),
    ("Filipino", "05", "fil tgl"),
    ("Portuguese", "06", "por"),
    ("Mandarin", "07", "cmn"),
    ("Japanese", "08", "jpn"),
    ("Khmer", "09", "khm"),
    ("Lao", "10", "lao"),
    ("Arabic", "11", "ara"),
    ("Armenian", "12", "hye arm"),
    ("Burmese", "13", "mya bur"),
    ("Croatian", "14", "hrv"),
    ("Dutch", "15", "nld dut"),
    ("Farsi", "16", "fas per"),
    ("French", "17", "fra fre"),
    ("German", "18", "deu ger"),
    ("Greek", "19", "ell gre"),
    ("Chamorro", "20", "cha"),
    ("Hebrew", "21", "heb"),
    ("Hindi", "22", "hin"),
    ("Hmong", "23", "hmn"),
    ("Hungarian", "24", "hun"),
    ("Ilocano", "25", "ilo"),
    ("Indonesian", "26", "ind"),
    ("Italian", "27", "ita"),
    ("Punjabi", "28", "pan"),
    ("Russian", "29", "rus"),
    ("Samoan", "30", "smo"),
    ("Serbian", "31", "srp"),
    ("Thai", "32", "tha"),
    ("Turkish", "33", "tur"),
    ("Tongan", "34", "ton"),
    ("Urdu", "35", "urd"),
    ("Cebuano", "36", "ceb"),
    ("Ukrainian", "38", "ukr"),
    ("Pashto", "40", "pus"),
    ("Polish", "41", "pol"),
    ("Gujarati", "43", "guj"),
    ("Romanian", "45", "ron rum"),
    ("Marshallese", "48", "mah"),
    ("Kurdish", "51", "kur"),
)
# The State calls Filipino also Pilipino or Tagalog, Farsi also Persian.
LANGUAGE_OF = {
    code: name for name, digits, letters in _LANGUAGES for code in (digits, *letters.split())
}
