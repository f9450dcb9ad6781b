"""How surveys look on a screen."""

from operator import attrgetter
from typing import TYPE_CHECKING

from clientkit.kernel.model.values.references import Subject
from clientkit.kernel.model.values.safe_text import one_line
from clientkit.kernel.screen.output import say
from clientkit.kernel.screen.show import view
from clientkit.kernel.screen.table import Column, show_table

if TYPE_CHECKING:
