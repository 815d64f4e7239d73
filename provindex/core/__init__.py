"""What everything else stands on: folders, languages, formats of numbers and dates, errors, logs. It knows no index."""
