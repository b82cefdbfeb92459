"""Pure rules about citizens: numbers, names, phones, addresses, relations, codes, ages. No Django here."""
