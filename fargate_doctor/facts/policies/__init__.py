"""What an IAM policy document says about one request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from fargate_doctor.facts.policies.evaluation import Answer, Outcome, evaluate, evaluate_all
from fargate_doctor.facts.policies.request import PolicyRequest

__all__ = ["Answer", "Outcome", "PolicyRequest", "evaluate", "evaluate_all"]
