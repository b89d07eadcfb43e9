using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class PredictorEnsembleTests
{
    private static ImagePixels Picture(int width, int height) => new(Enumerable.Range(0, width * height).Select(i => (byte)i).ToArray(), height, width, 1);

    [Fact]
    public void Views_are_the_mirror_image_and_the_corners_of_a_picture()
    {
        ImagePixels picture = Picture(8, 16);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1, 0], PictureViews.Of(picture, 1).Pixels.Span[..8].ToArray().Select(value => (int)value));
        ImagePixels[] corners = [.. Enumerable.Range(2, 4).Select(view => PictureViews.Of(picture, view))];
        Assert.All(corners, corner => Assert.Equal((7, 14), (corner.Width, corner.Height)));
        Assert.Equal([0, 1, 16, 17], corners.Select(corner => (int)corner.Pixels.Span[0]));
        Assert.Equal(6, PictureViews.Of(picture, 6).Pixels.Span[0]);
        Assert.Equal((1, 1), (PictureViews.Of(Picture(1, 1), 9).Width, PictureViews.Of(Picture(1, 1), 9).Height));
    }

    [Fact]
    public void Pixels_take_the_class_that_most_models_give_them()
    {
        Segmentation Of(params int[] classes) => new("a", 1, 3, classes, 3, ["x", "y", "z"]);

        Segmentation vote = Segmentation.Vote([Of(0, 1, 2), Of(0, 2, 1), Of(1, 2, 0)]);

        Assert.Equal([0, 2, 0], vote.Classes.ToArray());
        Assert.Equal(2f / 3, vote.Shares[0], 1e-6f);
        HoneException error = Assert.Throws<HoneException>(() => Segmentation.Vote([Of(0, 1, 2), new("b", 3, 1, [0, 1, 2], 3, [])]));
        Assert.All(["1x3", "3x1"], text => Assert.Contains(text, error.Message));
    }

    [Fact]
    public void Tables_of_other_classes_do_not_mix()
    {
        var frame = new Frame([new NumberColumn("a", [1, 2, 3, 4, 5, 6, 7, 8]), new CategoricalColumn("y", ["p", "q", "p", "q", "p", "q", "p", "q"]), new CategoricalColumn("z", ["p", "r", "p", "r", "p", "r", "p", "r"])]);
        TablePredictor Of(string target, long seed)
        {
            var data = new TabularData(frame.Without(target == "y" ? "z" : "y"), new TabularOptions { YNames = [target], Splitter = new IndexSplitter([0, 1, 2, 3, 4, 5], [6, 7]) });
            return TablePredictor.Of(data, new NetMember(new TabularModel([], 1, 2).Initialize(seed)));
        }

        TablePredictor[] both = [Of("y", 1), Of("y", 2)];
        TablePredictions mean = TableEnsemble.Of(both).Predict(frame.Without("z"), TestContext.Current.CancellationToken);
        TablePredictions[] alone = [.. both.Select(one => one.Predict(frame.Without("z"), TestContext.Current.CancellationToken))];

        Assert.Equal((alone[0].Outputs.Span[0] + alone[1].Outputs.Span[0]) / 2, mean.Outputs.Span[0], 1e-12);
        Assert.Equal(["p", "q"], mean.Vocab);
        HoneException error = Assert.Throws<HoneException>(() => TableEnsemble.Of([both[0], Of("z", 1)]));
        Assert.All(["targets: y", "z of model 2"], text => Assert.Contains(text, error.Message));
    }
}
