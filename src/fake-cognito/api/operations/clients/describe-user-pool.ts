import { checkMembers, MEMBER } from '../../check-members.ts';
import { poolOf, type Operation } from '../../operation.ts';

const ACCOUNT = '111122223333';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool: Operation = {
  signed: true,
  run: (input, context) => {
    const { UserPoolId } = checkMembers(input, { UserPoolId: MEMBER.userPoolId });
    const { id, region, domain, tags, tier, users, signInBy } = poolOf(UserPoolId, context);
    return {
      UserPool: {
        Id: id,
        Name: id,
        Arn: `arn:aws:cognito-idp:${region}:${ACCOUNT}:userpool/${id}`,
        CustomDomain: domain,
        EstimatedNumberOfUsers: users.size,
        LambdaConfig: {},
        MfaConfiguration: 'OFF',
        UserPoolTags: tags,
        UserPoolTier: tier,
        ...(signInBy === 'email' ? { UsernameAttributes: ['email'] } : {}),
      },
    };
  },
};
