"""Uploaded files are opened in another process, which has little memory and time, no store and no secrets.

`opening` is what the rest of the program calls: a workbook out of bytes. `client` keeps the process and says what
became of it, `process` is its main loop, `confinement` what it may use, `tasks` what it can be asked, and `answers` the
JSON in which cells and issues come back. Only what libraries make of foreign bytes happens there; what the cells mean
is judged in the server, from plain values of limited number.
"""
