import { matching } from './matching.ts';

/** Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const secretsManagerId = matching(
  /^(?:arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:)?[\w/+=.@-]{1,512}$/,
  'must be the name or ARN of a secret in AWS Secrets Manager.',
);

/** Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const ssmParameterName = matching(
  /^(?:arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter)?[\w./-]{1,1011}$/,
  'must be the name or ARN of a parameter in SSM Parameter Store.',
);

export const jsonKey = matching(
  /^[^\p{Cc}]{1,128}$/u,
  'must be the name of a field, at most 128 characters.',
);
