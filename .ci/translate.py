"""Expands a template as SAM's transform would at AWS, without AWS, and prints it as JSON.

cfn-lint holds AWS::Serverless::* only against SAM's own schema, where `Runtime: java99` passes. What comes out of here
is plain CloudFormation, which it checks in full.

usage: translate.py TEMPLATE [PARAMETER=VALUE ...]
"""

import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

# `sam deploy` uploads these and puts the address of the upload in their place, so the transform knows no local path.
UPLOADS = {
    "AWS::Serverless::Function": ("CodeUri", "s3://bucket/code.zip"),
    "AWS::CloudFormation::Stack": ("TemplateURL", "https://s3.amazonaws.com/bucket/nested.yaml"),
}


class NoManagedPolicies:
    """The templates name no managed policy by its short name, so there is none to look up."""

    def load(self):
        return {}


def uploaded(template):
    for resource in template["Resources"].values():
        if resource["Type"] in UPLOADS:
            name, address = UPLOADS[resource["Type"]]
            resource["Properties"][name] = address
    return template


def main(path, *parameters):
    with open(path, encoding="utf-8") as file:
        template = uploaded(yaml_parse(file.read()))
    if "Transform" in template:
        template = transform(template, dict(p.split("=", 1) for p in parameters), NoManagedPolicies())
    json.dump(template, sys.stdout, indent=1)


main(*sys.argv[1:])
