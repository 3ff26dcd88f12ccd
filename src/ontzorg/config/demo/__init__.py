"""The demo book: made-up employers and people, with a life that the real services wrote down."""
