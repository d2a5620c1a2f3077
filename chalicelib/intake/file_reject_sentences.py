"""What a merchant is told about a file that is refused as a whole, by the value of its `RejectCode`."""

from chalicelib.intake.reject_sentences import Explanation

OF_FILES: dict[str, Explanation] = {
    "missing_column": Explanation(
        "Colonnes obligatoires absentes de l'en-tête : {field}",
        "Required columns missing from the header: {field}",
        "Reprenez l'en-tête du modèle, puis déposez le fichier à nouveau.",
        "Take the template's header again, then drop the file again.",
    ),
    "unreadable_file": Explanation(
        "Le fichier n'est pas un fichier CSV lisible.",
        "The file is not a readable CSV file.",
        "Enregistrez le fichier au format CSV, encodage UTF-8, puis déposez-le à nouveau.",
        "Save the file as CSV with UTF-8 encoding, then drop it again.",
    ),
    "empty_file": Explanation(
        "Le fichier est vide.", "The file is empty.", "Déposez un fichier rempli.", "Drop a file with content."
    ),
    "file_too_large": Explanation(
        "Le fichier dépasse {detail} Mo.",
        "The file is larger than {detail} MB.",
        "Découpez-le en plusieurs fichiers.",
        "Split it into several files.",
    ),
    "file_too_long": Explanation(
        "Le fichier compte {value} lignes ; {detail} au plus sont acceptées.",
        "The file holds {value} rows; at most {detail} are accepted.",
        "Découpez-le en fichiers de {detail} lignes au plus, ou déposez-le en SFTP, où rien ne limite leur nombre.",
        "Split it into files of at most {detail} rows, or drop it over SFTP, where their number has no limit.",
    ),
    "unreadable_archive": Explanation(
        "L'archive est abîmée ou incomplète.",
        "The archive is damaged or incomplete.",
        "Compressez le fichier à nouveau (gzip ou zip), ou déposez-le sans le compresser.",
        "Compress the file again (gzip or zip), or drop it uncompressed.",
    ),
    "encrypted_archive": Explanation(
        "L'archive est protégée par un mot de passe.",
        "The archive is protected by a password.",
        "Compressez le fichier sans mot de passe.",
        "Compress the file without a password.",
    ),
    "nested_archive": Explanation(
        "L'archive contient une autre archive : {value}",
        "The archive holds another archive: {value}",
        "Compressez le fichier CSV lui-même.",
        "Compress the CSV file itself.",
    ),
    "unsafe_archive": Explanation(
        "L'archive contient un nom qui n'est pas celui d'un simple fichier : {value}",
        "The archive holds a name that is not a plain file's: {value}",
        "Compressez le fichier CSV lui-même, sans chemin ni lien.",
        "Compress the CSV file itself, without a path or a link.",
    ),
    "archive_not_one_file": Explanation(
        "L'archive contient {detail} fichiers ; un seul est attendu.",
        "The archive holds {detail} files; exactly one is expected.",
        "Compressez chaque fichier CSV dans une archive à part.",
        "Compress each CSV file into an archive of its own.",
    ),
    "archive_too_many_entries": Explanation(
        "L'archive contient plus de {detail} éléments.",
        "The archive holds more than {detail} entries.",
        "Compressez le fichier CSV seul.",
        "Compress the CSV file alone.",
    ),
    "archive_inflates_too_much": Explanation(
        "Le contenu de l'archive est plus de {detail} fois plus gros qu'elle.",
        "The content of the archive is more than {detail} times its size.",
        "Déposez le fichier sans le compresser.",
        "Drop the file uncompressed.",
    ),
}
