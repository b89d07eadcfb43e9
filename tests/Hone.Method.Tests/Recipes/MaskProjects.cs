using Hone.Learn;
using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Method.Tests.Recipes;

/// <summary>Small projects of pictures with a bright spot, whose masks are black and white, and recipes for them.</summary>
internal static class MaskProjects
{
    public const int Width = 12;
    public const int Height = 10;

    private const int Pictures = 32;

    /// <summary>32 pictures: 20 to train, 6 to decide, 6 to test.</summary>
    public static Project Create(TemporaryFolder folder, string metric = "iou", int folds = 0, byte spotLevel = 255)
    {
        Project project = CombineSamples.Project(folder["p"], metric, "spot");
        for (int picture = 0; picture < Pictures; picture++)
        {
            Png.Write(RecipeProjects.Create(folder["raw"], "images", $"{picture:00}.png"), Picture(picture));
            Png.Write(RecipeProjects.Create(folder["raw"], "masks", $"{picture:00}.png"), Mask(picture, spotLevel));
        }

        project.Data.Add(folder["raw"]);
        Split split = Split.Random(project.Data.Load().ToSplitData(), new SplitOptions { Fractions = new() { Valid = 0.2, Test = 0.2 }, Seed = 42, Folds = folds });
        project.Data.SealTest(project.Splits.Freeze(split, "v1", project.Data.Manifest.Hash));
        return project;
    }

    /// <summary>A convolution over squeezed pictures, which learns what is bright.</summary>
    public static RecipeModel Net(Recipe recipe)
    {
        DataLoaders data = recipe.Masks(new() { ItemTransforms = [new Resize(8, ResizeMethod.Squish)], Loader = new() { BatchSize = 10, Workers = 0 } });
        var learner = new Learner(data, new Sequential(new Conv2d(3, 2, 1)).Initialize(recipe.Seed), new() { Metrics = [new MeanIoU()] });
        int epochs = recipe.Epochs(12);
        recipe.Fit(learner, fit => learner.Fit(epochs, fit with { LearningRate = 0.3 }));
        return recipe.Model(learner);
    }

    /// <summary>What is brighter than a threshold.</summary>
    public static RecipeModel Threshold(Recipe recipe) => recipe.PredictsMasks(position =>
    {
        ImageData picture = ImageFile.Read(recipe.Items.Paths![position]).Image;
        return new ImageData(picture.Width, picture.Height, 1, [.. Enumerable.Range(0, picture.Width * picture.Height).Select(pixel => (byte)(picture.Pixels[pixel * picture.Channels] > 128 ? 255 : 0))]);
    });

    public static bool IsSpot(int picture, int x, int y) => Math.Abs(x - 3 - (picture % 6)) < 3 && Math.Abs(y - 3 - (picture % 4)) < 3;

    private static ImageData Picture(int picture)
    {
        RandomStream random = new RandomStream(3, "picture").Split(picture);
        return new ImageData(Width, Height, 3, [.. Pixels(picture).SelectMany(isSpot => (byte[])[.. Enumerable.Range(0, 3).Select(_ => (byte)((isSpot ? 180 : 20) + random.NextInt(50)))])]);
    }

    private static ImageData Mask(int picture, byte level) => new(Width, Height, 1, [.. Pixels(picture).Select(isSpot => isSpot ? level : (byte)0)]);

    private static IEnumerable<bool> Pixels(int picture) => Enumerable.Range(0, Width * Height).Select(pixel => IsSpot(picture, pixel % Width, pixel / Width));
}
