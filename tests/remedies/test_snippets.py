from fargate_doctor.remedies.snippets import Expression, Nested, cloudformation, terraform


def test_terraform_keeps_strings_strings_and_references_references() -> None:
    """Arguments are aligned, nested blocks indented, and what is None is left out."""
    shown = terraform(
        "aws_route", "way out", {"id": "rtb-1", "nat_gateway_id": Expression("aws_nat_gateway.a.id"), "gone": None}
    )

    assert shown == (
        'resource "aws_route" "way_out" {\n  id             = "rtb-1"\n  nat_gateway_id = aws_nat_gateway.a.id\n}'
    )


def test_a_nested_block_is_no_argument() -> None:
    """A block has braces and no equals sign."""
    shown = terraform("aws_ecs_service", "web", {"network_configuration": Nested(subnets=["subnet-1"], public=True)})

    assert shown == (
        'resource "aws_ecs_service" "web" {\n  network_configuration {\n    subnets = ["subnet-1"]\n'
        "    public  = true\n  }\n}"
    )


def test_hostile_text_is_no_terraform_template() -> None:
    """Interpolation and directives of Terraform are escaped, quotes and line breaks as well."""
    shown = terraform("aws_route", "a", {"id": '${file("/etc/passwd")}%{ if true }"\n'})

    assert '"$${file(' in shown
    assert "%%{ if true }" in shown
    assert '\\"' in shown


def test_cloudformation_is_yaml_with_json_values() -> None:
    """Values are JSON, which is YAML too, and logical ids are alphanumeric."""
    shown = cloudformation("Route-of rtb-1", "AWS::EC2::Route", {"NatGatewayId": {"Ref": "Nat"}, "Gone": None})

    assert shown == 'Routeofrtb1:\n  Type: AWS::EC2::Route\n  Properties:\n    NatGatewayId: {"Ref": "Nat"}'


def test_a_label_of_terraform_starts_with_no_digit() -> None:
    """A service may be called `1web`; a label may not."""
    assert terraform("aws_ecs_service", "1-web", {}).startswith('resource "aws_ecs_service" "_1_web" {')
