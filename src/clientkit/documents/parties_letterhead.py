"""What every report that goes as a letter begins and ends with: who writes to whom about what."""

from typing import Any

from pydantic import Field

from clientkit.documents.parties import Addressee, Engagement
from clientkit.kernel.model.values.base import Model
from clientkit.kernel.model.values.text import Prose


class Letterhead(Model):
    """The first fields of a report's context."""

    title: str = Field(description="name of the project")
    client: str = Field(description="name of the client")
    addressee: Addressee = Field(description="whom the report greets")
    author: str = Field(description="your name")
    author_email: str = Field(description="the address that answers go to")
    signature: Prose = Field(description="closing lines of your workspace")


def letterhead(engagement: Engagement) -> dict[str, Any]:
    """These fields of an engagement."""
    settings = engagement.settings
    return {
        "title": engagement.project.title,
        "client": engagement.client.name,
        "addressee": engagement.addressee,
        "author": settings.you.name,
        "author_email": settings.you.email,
        "signature": settings.signature,
    }
