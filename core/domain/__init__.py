"""Pure rules that know no citizen: text, dates, tables, working days. No Django here."""
