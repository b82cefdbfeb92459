"""What every API view shares: declared permission, keyset paging, problem+json errors."""
