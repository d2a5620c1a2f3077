"""How the author of a review is named in public (domain.md 7): never by the full last name."""

from chalicelib.pages.shown_text import single_line


def author_name(first_name: str, last_name: str, *, initials_only: bool) -> str:
    """The public name: "Marie D.", or "M. D." when initials only are wanted; a missing name is left out."""
    first, last = single_line(first_name, 60), _initial(last_name)
    return " ".join(part for part in (_initial(first) if initials_only else first, last) if part)


def _initial(name: str) -> str:
    letter = next((character for character in name if character.isalpha()), "")
    return f"{letter.upper()}." if letter else ""
