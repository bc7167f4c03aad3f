"""What is kept in a database: tables both products' pages write and commands read; knows no page and no model."""
