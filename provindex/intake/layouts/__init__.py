"""The layouts that files have: headings found and understood, and the cells that hold the figures of each measure."""
