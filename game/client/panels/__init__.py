"""Parts of the world screen: each builds one panel of controls from what is presented."""
