-- All sign-ins of an account end when its password changes, and when it is erased.
CREATE INDEX refresh_token_account ON command.refresh_token (account_id);
