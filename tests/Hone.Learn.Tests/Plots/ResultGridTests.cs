using System.Xml.Linq;
using Hone.Learn.Data;

namespace Hone.Learn.Tests.Plots;

/// <summary>What a grid of results says of each answer, in words and in color.</summary>
public sealed class ResultGridTests
{
    [Fact]
    public void Answers_are_right_or_wrong_in_words_and_in_color()
    {
        BatchView view = new(
        [
            Sample("a") with { Prediction = new DecodedPart("cat"), Loss = 0.1 },
            Sample("b") with { Prediction = new DecodedPart("dog"), Loss = 2 },
            Sample("c"),
            Sample("d") with { Targets = [], Prediction = new DecodedPart("bird") },
            Sample("e") with { Prediction = new DecodedPart("1 points") { Points = [0, 0] } },
        ]);

        XElement svg = Svg.Parse(view.ToGrid());

        Assert.Equal(["cat (right)"], svg.Texts("correct"));
        Assert.Equal(["dog (wrong)"], svg.Texts("wrong"));
        Assert.Equal(["cat (right)", "dog (wrong)", "cat", "bird", "target", "answer"], svg.Texts("strong"));
    }

    private static ShownSample Sample(string id)
    {
        var image = new ImageData(6, 6, 1, [.. Enumerable.Range(0, 36).Select(i => (byte)(i * 7))]);
        return new ShownSample(id, [new DecodedPart("6x6 pixels") { Image = image }], [new DecodedPart("cat")]);
    }
}
