"""Address books as five programs write them, made after their formats: the same two people in each.

Rina Wijaya (Ibu, marketing manager) is at PT Kopi Nusantara, Jörg Müller is at Straße AG.
"""

RINA = {"name": "Rina Wijaya", "title": "Ibu", "email": "rina@kopi.example", "phone": "+62 811 1"}
JOERG = {"name": "Jörg Müller", "title": "Dr.", "email": "joerg@strasse.example", "phone": "+49 170 1"}

APPLE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.5//EN
N:Wijaya;Rina;;Ibu;
FN:Ibu Rina Wijaya
ORG:PT Kopi Nusantara;
TITLE:Marketing manager
item1.EMAIL;type=INTERNET;type=pref:rina@kopi.example
item1.X-ABLabel:_$!<Other>!$_
TEL;type=CELL;type=VOICE;type=pref:+62 811 1
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQ
 EBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB
X-ABUID:8C1F-22:ABPerson
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Müller;Jörg;;Dr.;
FN:Dr. Jörg Müller
ORG:Straße AG;Einkauf
EMAIL;type=INTERNET;type=HOME:joerg@home.example
EMAIL;type=INTERNET;type=WORK;type=pref:joerg@strasse.example
TEL;type=WORK;type=VOICE:+49 30 1
TEL;type=CELL;type=VOICE:+49 170 1
END:VCARD
"""

GOOGLE = """BEGIN:VCARD
VERSION:3.0
FN:Ibu Rina Wijaya
N:Wijaya;Rina;;Ibu;
EMAIL;TYPE=INTERNET;TYPE=WORK:rina@kopi.example
TEL;TYPE=CELL:+62 811 1
ORG:PT Kopi Nusantara
TITLE:Marketing manager
BDAY:--02-29
item1.URL:https\\://kopi.example
item1.X-ABLabel:PROFILE
NOTE:Met at the fair\\nLikes figures
PHOTO:https://photos.example/1
CATEGORIES:myContacts,retail
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Dr. Jörg Müller
N:Müller;Jörg;;Dr.;
EMAIL;TYPE=INTERNET:joerg@strasse.example
TEL;TYPE=CELL:+49 170 1
ORG:Straße AG
CATEGORIES:myContacts
END:VCARD
"""

OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=en-us:Wijaya;Rina;;Ibu
FN:Ibu Rina Wijaya
ORG:PT Kopi Nusantara;Marketing
TITLE:Marketing manager
NOTE;ENCODING=QUOTED-PRINTABLE:Met at the fair=0D=0A=
Likes figures=0D=0A=

TEL;CELL;VOICE:+62 811 1
ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Jl. Braga 12=0D=0A2nd floor;Bandung;;40111;Indonesia
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
EMAIL;PREF;INTERNET:rina@kopi.example
BDAY:19900228
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8l
 JCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/wAALCAABAAEBAREA/8QAFAAB

REV:20261101T100000Z
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg;;Dr.
FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Dr. J=F6rg =
M=FCller
ORG;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Stra=DFe AG
TEL;WORK;VOICE:+49 30 1
TEL;CELL;VOICE:+49 170 1
EMAIL;PREF;INTERNET:joerg@strasse.example
AGENT:
BEGIN:VCARD
VERSION:2.1
N:Assistant;The
EMAIL:agent@strasse.example
END:VCARD
END:VCARD
"""

NEXTCLOUD = """BEGIN:VCARD
VERSION:4.0
PRODID:-//Sabre//Sabre VObject 4.5.4//EN
UID:3f1b6f0e-0000-4000-8000-000000000001
FN:Ibu Rina Wijaya
N:Wijaya;Rina;;Ibu;
EMAIL;TYPE=WORK:rina@kopi.example
TEL;TYPE="cell,voice";VALUE=uri:tel:+62 811 1
ORG:PT Kopi Nusantara
TITLE:Marketing manager
BDAY;VALUE=date:--0229
PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEAYABgAAD
CATEGORIES:retail
REV;VALUE=DATE-AND-OR-TIME:20261101T100000Z
END:VCARD
BEGIN:VCARD
VERSION:4.0
UID:3f1b6f0e-0000-4000-8000-000000000002
FN:Müller\\, Jörg
N:Müller;Jörg;;Dr.;
ORG:Straße AG
EMAIL;TYPE=HOME:joerg@home.example
EMAIL;PREF=1;TYPE=WORK:joerg@strasse.example
TEL;TYPE=cell:+49 170 1
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:Everybody
MEMBER:urn:uuid:3f1b6f0e-0000-4000-8000-000000000001
END:VCARD
"""

THUNDERBIRD = """BEGIN:VCARD
VERSION:4.0
FN:Rina Wijaya
N:Wijaya;Rina;;Ibu;
EMAIL;PREF=1:rina@kopi.example
TEL;VALUE=TEXT;TYPE=cell:+62 811 1
ORG:PT Kopi Nusantara
TITLE:Marketing manager
BDAY;VALUE=DATE:19900228
X-MOZILLA-HTML;VALUE=BOOLEAN:FALSE
UID:cd6a7f4d-0000-4000-8000-000000000001
END:VCARD
BEGIN:VCARD
VERSION:4.0
EMAIL;PREF=1:joerg@strasse.example
FN:"Müller, Jörg" <joerg@strasse.example>
N:Müller;Jörg;;Dr.;
ORG:Straße AG;Einkauf
TEL;TYPE=cell:+49 170 1
NOTE:a long note that is folded in the middle of a wo
 rd\\, as all lines of more than 75 bytes are
END:VCARD
"""

BOOKS = {
    "apple": APPLE,
    "google": GOOGLE,
    "outlook": OUTLOOK,
    "nextcloud": NEXTCLOUD,
    "thunderbird": THUNDERBIRD,
}

TABLES = {
    "google": "First Name,Middle Name,Last Name,Name Prefix,Organization Name,Organization Title,Birthday,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    ",,,,Only a company,,,* myContacts,,,,\n"
    "Rina,,Wijaya,Ibu,PT Kopi Nusantara,Marketing manager,--02-29,retail ::: * myContacts,Work,"
    "rina@kopi.example,Mobile,+62 811 1\n"
    "Jörg,,Müller,Dr.,Straße AG,,1980-03-04,* myContacts,* Work,"
    "joerg@strasse.example ::: j@b.example,,+49 170 1\n",
    "outlook": "Title,First Name,Middle Name,Last Name,Company,Job Title,Business Phone,Mobile Phone,"
    "Birthday,E-mail Address,E-mail 2 Address,Categories\n"
    "Ibu,Rina,,Wijaya,PT Kopi Nusantara,Marketing manager,,+62 811 1,2/28/1990,rina@kopi.example,,retail\n"
    "Dr.,Jörg,,Müller,Straße AG,,+49 30 1,+49 170 1,0/0/00,joerg@strasse.example,j@b.example,\n",
    "hubspot": "Record ID,First Name,Last Name,Salutation,Email,Mobile phone number,Job Title,Company name\n"
    "1,Rina,Wijaya,Ibu,rina@kopi.example,'+62 811 1,Marketing manager,PT Kopi Nusantara\n"
    "2,Jörg,Müller,Dr.,joerg@strasse.example,'+49 170 1,,Straße AG\n",
    "indonesia": "Nama Lengkap;Jabatan;Perusahaan;No. HP;Alamat Surel;Tanggal Lahir\n"
    "Ibu Rina Wijaya;Marketing manager;PT Kopi Nusantara;+62 811 1;rina@kopi.example;28/02/1990\n"
    "Dr. Jörg Müller;;Straße AG;+49 170 1;joerg@strasse.example;\n",
    "plain": "Name,Title,Company,Email,Phone\n"
    '"Wijaya, Rina",Ibu,PT Kopi Nusantara,rina@kopi.example,+62 811 1\n'
    '"Müller, Jörg",Dr.,Straße AG,joerg@strasse.example,+49 170 1\n',
}
"""The same two people as tables, in the columns of programs."""
