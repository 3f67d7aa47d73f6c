import { expect, test } from '@jest/globals';
import { managedBy } from '../../../src/doctor/settings/managed-by.ts';

test.each<[Record<string, string>, readonly string[]]>([
  [{ 'aws:cloudformation:stack-name': 'shop', 'aws:cloudformation:stack-id': 'arn' }, ['CloudFormation']],
  [{ 'aws:cloudformation:stack-name': 'shop', 'aws-cdk:auto-delete': 'true' }, ['CDK', 'CloudFormation']],
  [{ ManagedBy: 'Terraform' }, ['Terraform']],
  [{ 'managed-by': 'terraform-cloud' }, ['Terraform']],
  [{ terraform: 'true' }, ['Terraform']],
  [{ 'tf-workspace': 'prod' }, ['Terraform']],
  [{ provisioner: 'OpenTofu' }, ['Terraform']],
  [{ created_by: 'AWS CDK' }, ['CDK']],
  [{ 'pulumi:stack': 'prod' }, ['Pulumi']],
  [{}, []],
  [{ team: 'identity', 'cost-center': '42', managedby: 'hand' }, []],
  [{ tfidf: 'yes', note: 'not by terraform' }, []],
])('the tags %o speak of %o', (tags, tools) => {
  expect(managedBy(tags)).toEqual(tools);
});
