"""Every step on every state of a change: allowed as designed, or refused with the step that is missing."""
