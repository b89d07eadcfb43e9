using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Hone.Method.Tests;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Keys_are_sorted_with_one_field_a_line_and_line_feeds_only()
    {
        var value = new JsonObject { ["b"] = 0.1, ["a"] = "Größe > 'x'", ["C"] = new JsonArray(1, 2) };

        Assert.Equal("{\n  \"C\": [\n    1,\n    2\n  ],\n  \"a\": \"Größe > 'x'\",\n  \"b\": 0.1\n}\n", CanonicalJson.Tall(value));
    }

    [Fact]
    public void The_order_of_the_fields_does_not_change_the_text()
    {
        var one = new JsonObject { ["x"] = 1, ["y"] = new JsonObject { ["p"] = 1, ["q"] = 2 } };
        var other = new JsonObject { ["y"] = new JsonObject { ["q"] = 2, ["p"] = 1 }, ["x"] = 1 };

        Assert.Equal(CanonicalJson.Flat(one), CanonicalJson.Flat(other));
    }

    [Fact]
    public void Every_double_reads_back_as_the_same_bits()
    {
        FsCheck.Check.One(Properties.Config, Prop.ForAll<double>(number =>
        {
            using JsonDocument document = JsonDocument.Parse(CanonicalJson.Flat(CanonicalJson.Number(number)));
            double? back = CanonicalJson.ToNumber(document.RootElement);
            return BitConverter.DoubleToInt64Bits(back!.Value) == BitConverter.DoubleToInt64Bits(number);
        }));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    public void Numbers_are_as_short_as_they_can_be(double number, string expected)
    {
        Assert.Equal(expected, CanonicalJson.Flat(CanonicalJson.Number(number)));
    }
}
