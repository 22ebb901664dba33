"""What the forms take, checked before a view sees it. The CSRF token is checked for all requests in `auth`."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import (
    Field,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from scraper_sky.errors import BadInput
from scraper_sky.model.status import BatchKind
from scraper_sky.services import intake
from scraper_sky.services.intake import Intake
from scraper_sky.services.submission import Submission
from webapp.context import current_resources
from webapp.ui import words

AS_LIST = "list"
YES, NO = "yes", "no"


def _known_kind(kind: str | None) -> str:
    """Forms of before the choice have none."""
    return kind if kind in words.KINDS else BatchKind.SCAN.value


class SignInForm(FlaskForm):
    class Meta:
        csrf = False

    key = PasswordField("API key", [DataRequired("Enter your API key.")])
    next = HiddenField()


class ScanForm(FlaskForm):
    """The list and the options, on their way from the form through the preview to the start."""

    class Meta:
        csrf = False

    text = TextAreaField("Domains")
    file = FileField("File")
    max_pages = IntegerField("Pages per site", [Optional(), NumberRange(1, 1000, "Choose a number from 1 to 1000.")])
    max_concurrent = IntegerField(
        "Sites at a time", [Optional(), NumberRange(1, 1000, "Choose a number from 1 to 1000, or leave it empty.")]
    )
    column = StringField()  # empty: proposed; `list`; or the number of a column
    heading = StringField()  # empty: proposed; `yes`; `no`
    kind = StringField("What to find", filters=[_known_kind])
    nonce = HiddenField(validators=[Optional(), Length(8, 64)])

    def validate_file(self, field: Field) -> None:
        """An uploaded file takes the place of the text."""
        upload = field.data
        if not isinstance(upload, FileStorage) or not upload.filename:
            return
        try:
            self.text.data = intake.decode(upload.read())
        except BadInput as refusal:
            raise ValidationError(refusal.message) from None

    def validate(self, extra_validators: object = None) -> bool:
        # Not FlaskForm's own order: the text can be judged only after the file has been read into it.
        if not Form.validate(self, extra_validators):
            return False
        rows = len(self.read().rows)
        most = current_resources().settings.max_domains
        if rows == 0:
            self.text.errors = ["Paste at least one domain, or choose a file that has some."]
        elif rows > most:
            self.text.errors = [f"These are {rows:,} rows; one batch takes {most:,} at most. Split the list."]
        return not self.text.errors

    def read(self) -> Intake:
        """The rows of the text, read as the column and the heading say."""
        column = self.column.data or ""
        return intake.read(
            self.text.data or "",
            column=int(column) if column.isascii() and column.isdigit() and len(column) < 4 else None,
            as_list=column == AS_LIST,
            has_heading={YES: True, NO: False}.get(self.heading.data or ""),
        )

    def submission(self) -> Submission:
        return Submission(
            domains=self.read().rows,
            max_pages=self.max_pages.data,
            max_concurrent=self.max_concurrent.data,
            kind=self.kind.data,
            source="form",
        )
