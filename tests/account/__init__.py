"""An AWS account as AWS answers it, built resource by resource and recorded as the collectors would record it.

`Account` holds resources in AWS's own JSON; what a method adds it also returns, so that a test may break any field of
it. `account.case()` is the case that reading this account for its task would give.
"""
