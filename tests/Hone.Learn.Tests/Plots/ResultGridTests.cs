using System.Xml.Linq;
using Hone.Learn.Data;
using Hone.Learn.Plots;
using Hone.Learn.Plots.Drawing;

namespace Hone.Learn.Tests.Plots;

/// <summary>What a grid of results says of each answer, in words, in color and in pictures.</summary>
public sealed class ResultGridTests
{
    [Fact]
    public void Classes_are_right_or_wrong_in_words_and_in_color()
    {
        BatchView view = new(
        [
            Sample("a", Class("cat")) with { Prediction = Class("cat"), Loss = 0.1 },
            Sample("b", Class("cat")) with { Prediction = Class("dog"), Loss = 2 },
            Sample("c", Class("cat")),
            Sample("d") with { Prediction = Class("bird") },
            Sample("e", new DecodedPart("no label")) with { Prediction = Class("bird") },
        ]);

        XElement svg = Svg.Parse(view.ToGrid());

        Assert.Equal(["right: cat"], svg.Texts("correct"));
        Assert.Equal(["wrong: dog"], svg.Texts("wrong"));
        Assert.Equal(["right: cat", "wrong: dog", "cat", "answer bird", "answer bird"], svg.Texts("strong"));
        Assert.Equal(["right: cat", "target cat", "loss 0.100", "a", "wrong: dog", "target cat", "loss 2.000", "b"], svg.Texts("caption")[..8]);
        Assert.Contains("answer dog (wrong), loss 2.000", view.ToString());
        Assert.Contains("answer bird" + Environment.NewLine, view.ToString());
    }

    [Fact]
    public void Sets_of_labels_are_right_in_any_order_and_an_empty_set_is_a_set()
    {
        Assert.True((Sample("a", Labels("sunny", "red")) with { Prediction = Labels("red", "sunny") }).IsRight);
        Assert.False((Sample("a", Labels("sunny", "red")) with { Prediction = Labels("red") }).IsRight);
        Assert.True((Sample("a", Labels()) with { Prediction = Labels() }).IsRight);
        Assert.False((Sample("a", Labels()) with { Prediction = Labels("red") }).IsRight);
    }

    [Fact]
    public void Numbers_stand_beside_their_targets_without_a_verdict()
    {
        BatchView view = new([Sample("a", new DecodedPart("0.48")) with { Prediction = new DecodedPart("0.4793"), Loss = 4.9e-7 }]);

        XElement svg = Svg.Parse(view.ToGrid());

        Assert.Equal(["answer 0.4793", "target 0.48", "loss 4.9e-07", "a"], svg.Texts("caption"));
        Assert.Empty(svg.Texts("correct"));
        Assert.Empty(svg.Texts("wrong"));
        Assert.Null(view.Samples[0].IsRight);
    }

    [Fact]
    public void Boxes_and_points_of_target_and_answer_are_drawn_in_two_colors_with_a_legend()
    {
        var box = new DecodedPart("1 box") { Boxes = [-0.5f, -0.5f, 0.5f, 0.5f] };
        var other = new DecodedPart("1 box") { Boxes = [0, 0, 1, 1] };
        XElement boxes = Svg.Parse(new BatchView([Sample("a", box, new DecodedPart("dog")) with { Prediction = other, Loss = 0.417 }]).ToGrid());
        string[] colors = [.. boxes.Group("legend").All("rect").Select(square => square.Attribute("fill")!.Value)];
        string[] edges = [.. boxes.All("rect").Select(edge => (string?)edge.Attribute("stroke")).OfType<string>()];
        Assert.Equal(["target", "answer"], boxes.Texts("legend-text"));
        Assert.Equal(["#000000", colors[0], "#000000", colors[1]], edges);
        Assert.NotEqual(colors[0], colors[1]);
        Assert.Equal(["answer 1 box", "target 1 box; dog", "loss 0.417", "a"], boxes.Texts("caption"));
        Assert.Empty(boxes.Texts("correct"));
        Assert.Empty(boxes.Texts("wrong"));

        // The middle of a 6 by 6 picture in a tile of 112 pixels, and a dot that is larger than one of its pixels in a picture of 96.
        var points = new DecodedPart("2 points") { Points = [0, 0, 1, 1] };
        XElement dots = Svg.Parse(new BatchView([Sample("a", points) with { Prediction = points, Loss = 0 }]).ToGrid());
        Assert.Equal(4, dots.All("circle").Count());
        Assert.Equal((56, 56), (dots.All("circle").First().Number("cx"), dots.All("circle").First().Number("cy")));
        Assert.True(dots.All("circle").All(dot => dot.Number("r") > 2));
        Assert.Equal(["loss 0.000", "a"], dots.Texts("caption"));

        // What has no answers needs no legend.
        Assert.Empty(Svg.Parse(new BatchView([Sample("a", points)]).ToGrid()).Texts("legend-text"));
    }

    [Fact]
    public void Masks_stand_beside_their_answers_under_the_names_of_their_classes()
    {
        DecodedPart target = Mask(0, 2);
        DecodedPart answer = Mask(2, 9);
        ImageGrid grid = new BatchView([Sample("a", target) with { Prediction = answer, Loss = 0.5 }]).ToGrid();
        XElement svg = Svg.Parse(grid);

        Assert.Equal(["left the target, right the answer", "sky", "car", "code 9"], svg.Texts("legend-text"));
        Assert.Single(svg.Group("legend").All("rect", "frame"));
        Assert.Equal(["loss 0.500", "a"], svg.Texts("caption"));
        Assert.Single(grid.Items);
        XElement[] pictures = [.. svg.All("image")];
        Assert.Equal(2, pictures.Length);
        Assert.NotEqual(pictures[0].Attribute("href")!.Value, pictures[1].Attribute("href")!.Value);
        Assert.True(pictures[1].Number("x") >= pictures[0].Number("x") + pictures[0].Number("width"));

        // Half of the color lies over the picture; class 0 stays as it is.
        ImageData painted = Png.Decode(grid.Items[0].Png.ToArray(), "target");
        Assert.Equal(Image().ToRgb().Pixels[..9], painted.Pixels[..9]);
        Assert.NotEqual(Image().ToRgb().Pixels[^3..], painted.Pixels[^3..]);
    }

    [Fact]
    public void Every_class_of_a_mask_has_its_own_color()
    {
        Assert.Equal(255, Enumerable.Range(1, 255).Select(code => PictureColors.OfClass((byte)code)).Distinct().Count());
    }

    [Fact]
    public void All_pictures_of_an_item_stand_side_by_side_in_its_tile()
    {
        ShownSample[] pairs = [.. Enumerable.Range(0, 7).Select(i => new ShownSample($"pair {i}", [Picture(i), Picture(i + 100)], [Class("same")]))];
        ImageGrid grid = new BatchView(pairs).ToGrid();
        XElement svg = Svg.Parse(grid);

        XElement[] tiles = [.. svg.All("g", "item")];
        Assert.Equal(7, tiles.Length);
        Assert.All(tiles, tile =>
        {
            XElement[] two = [.. tile.All("image")];
            Assert.Equal(2, two.Length);
            Assert.NotEqual(two[0].Attribute("href")!.Value, two[1].Attribute("href")!.Value);
            Assert.Equal(two[0].Number("y"), two[1].Number("y"));
            Assert.InRange(two[1].Number("x") + two[1].Number("width"), 0, grid.Width);
        });
        Assert.True(tiles[1].All("image").First().Number("x") > tiles[0].All("image").Last().Number("x") + tiles[0].All("image").Last().Number("width"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Long_rows_of_pictures_fit_into_the_width(int pictures)
    {
        ImageGrid grid = new BatchView([new ShownSample("a", [.. Enumerable.Range(0, pictures).Select(Picture)], [])]).ToGrid() with { Width = 300, CellSize = 1000 };
        Assert.All(Svg.Parse(grid).All("image"), image => Assert.InRange(image.Number("x") + image.Number("width"), 0, 300));
    }

    [Fact]
    public void A_long_identity_keeps_its_end_and_a_label_its_start()
    {
        const string Path = "/home/someone/data/flowers/train/colts-foot/image_0905.jpg";
        BatchView view = new([Sample(Path, Class("a class with a name that is far too long"))]);
        string[] lines = Svg.Parse(view.ToGrid()).Texts("caption");
        Assert.StartsWith("a class", lines[0]);
        Assert.EndsWith("…", lines[0]);
        Assert.StartsWith("…", lines[1]);
        Assert.EndsWith("image_0905.jpg", lines[1]);

        // Without a label the identity is no label either.
        XElement unlabelled = Svg.Parse(new BatchView([Sample(Path)]).ToGrid());
        Assert.Empty(unlabelled.Texts("strong"));
        Assert.EndsWith("image_0905.jpg", Assert.Single(unlabelled.Texts("caption")));
    }

    [Fact]
    public void Captions_end_inside_of_the_grid_in_the_last_column_too()
    {
        ShownSample[] samples = [.. Enumerable.Range(0, 5).Select(i => Sample("flowers/train/bluebell/image_0272.jpg", Class("a class with a long name")))];
        ImageGrid grid = new BatchView(samples).ToGrid();
        Assert.All(Svg.Parse(grid).All("text", "caption"), text =>
            Assert.InRange(text.Number("x") + TextMeasure.Width(text.Value, ChartStyle.SmallFontSize), 0, grid.Width));
    }

    private static ShownSample Sample(string id, params DecodedPart[] targets) => new(id, [new DecodedPart("6x6 pixels") { Image = Image() }], targets);

    private static ImageData Image() => new(6, 6, 1, [.. Enumerable.Range(0, 36).Select(i => (byte)(i * 7))]);

    private static DecodedPart Picture(int value) => new("6x6 pixels") { Image = new ImageData(6, 6, 1, [.. Enumerable.Repeat((byte)value, 36)]) };

    private static DecodedPart Class(string name) => new(name) { Classes = [name] };

    private static DecodedPart Labels(params string[] names) => new(string.Join(", ", names)) { Classes = names };

    /// <summary>The upper rows of one class, the lower ones of another.</summary>
    private static DecodedPart Mask(byte upper, byte lower) => new("6x6 codes")
    {
        Mask = new ImageData(6, 6, 1, [.. Enumerable.Repeat(upper, 18), .. Enumerable.Repeat(lower, 18)]),
        Vocab = ["sky", "road", "car"],
    };
}
