"""How a page looks on a screen: its path alone, which is shown as that of every file."""
