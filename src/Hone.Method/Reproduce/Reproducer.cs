using System.Diagnostics;
using Hone.Samples;

namespace Hone.Method;

/// <summary>Measures published figures again.</summary>
public static class Reproducer
{
    /// <summary>What scikit-learn 1.2's HistGradientBoostingRegressor reaches with its defaults on the same rows and columns: <c>tools/peers/bike_sharing.py</c>.</summary>
    private const double BikeBar = 0.3484;

    private const string TestAccuracy = "accuracy on the official test part";

    /// <summary>All rows, in the order of <c>docs/results.md</c>.</summary>
    public static IReadOnlyList<PublishedRow> Rows { get; } =
    [
        new FashionRow(full: false),
        new FashionRow(full: true),
        new TrainingRow("fashion-5", "Fashion-MNIST, 57,000 training images, ResNet-9, 5 epochs without augmentation", TestAccuracy, 0.93, FashionRecipe.Short),
        new TrainingRow("fashion-20", "Fashion-MNIST, 57,000 training images, ResNet-9, 20 epochs with augmentation", TestAccuracy, 0.943, FashionRecipe.Long),
        new TrainingRow("cifar10", "CIFAR-10, 45,000 training images, net of 1.6 M parameters from scratch, 16 epochs", TestAccuracy, 0.9, Cifar10Recipe.Run),
        new TrainingRow("flowers12", "Flowers-12, 648 training photos, fine-tuned MobileNetV2, features of its middle", TestAccuracy, 0.93, Flowers12Recipe.Run),
        new TrainingRow(
            "camvid-labels",
            "labels of CamVid frames, other videos for training than for the test, fine-tuned MobileNetV2",
            "mean average precision minus prevalence, lower end of the 95% interval",
            0,
            CamVidLabelsRecipe.Run),
        new TrainingRow(
            "face-keypoints",
            "68 points of faces of 96 pixels, other people for training than for the test, residual net from scratch",
            "error as a share of the mean face's error",
            0.5,
            FaceKeypointsRecipe.Run,
            isLowerBetter: true),
        new TrainingRow(
            "camvid-unet",
            "CamVid, other videos for training than for the test, U-Net over a pretrained MobileNetV2, 360x480 pixels",
            "mean intersection over union of 11 classes",
            0.55,
            CamVidUnetRecipe.Run),
        new TrainingRow("nuclei-unet", "80 microscope images of cell nuclei, U-Net over a pretrained MobileNetV2, 160x160 pixels", "Dice coefficient of the nuclei", 0.88, NucleiUnetRecipe.Run),
        new TrainingRow("adult", "Adult, the official parts, the mean of two boosted models; beside it a random forest and a net over embeddings", TestAccuracy, 0.873, AdultRecipe.Run),
        new TrainingRow(
            "bike",
            "bike sharing by the hour, the last fifth of two years to test, boosted trees",
            "root mean squared error of log(1 + bikes)",
            BikeBar,
            BikeSharingRecipe.Run,
            isLowerBetter: true),
        new TrainingRow("ames", "Ames house prices, houses sold in 2010 to test, the mean of boosted trees and three nets", "root mean squared error of the logarithm of the price", 0.15, AmesRecipe.Run, isLowerBetter: true),
        new TrainingRow(
            "telco",
            "Telco churn, five folds, the mean of boosted trees, a forest and a net",
            "gain in area under the ROC curve over the forest, lower end of the 95% interval",
            0,
            TelcoChurnRecipe.Run),
        new TrainingRow(
            "chicago",
            "ridership of a station by the day, the last fifth of the days to test, boosted trees",
            "gain in mean absolute error over the same weekday last week, lower end of the 95% interval",
            0,
            ChicagoRecipe.Run),
        new TrainingRow("movielens", "MovieLens small, a random tenth to test, dot product of 50 factors with biases", "root mean squared error in stars", 0.87, MovieLensRecipe.Run, isLowerBetter: true),
    ];

    /// <summary>Finds a row.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ProjectException">There is no such row; the message lists them.</exception>
    public static PublishedRow Find(string id) =>
        Rows.FirstOrDefault(row => row.Id == id) ?? throw new ProjectException(
            ExitCode.Usage,
            $"one of the published rows: {string.Join(", ", Rows.Select(row => row.Id))}",
            $"'{id}'",
            "hone reproduce",
            "hone reproduce --list names the rows");

    /// <summary>Measures a row from nothing, seed by seed.</summary>
    /// <param name="row">The row.</param>
    /// <param name="options">Data and seeds.</param>
    /// <param name="observer">What is shown meanwhile.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static ReproducedRow Run(PublishedRow row, ReproduceOptions options, IReproduceObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observer);
        var clock = Stopwatch.StartNew();
        var measured = new List<Measurement>();
        for (int seed = 1; seed <= options.Seeds; seed++)
        {
            observer.SeedBegan(seed);
            Measurement measurement = row.Measure(options, seed, observer, cancellationToken);
            observer.SeedMeasured(seed, measurement);
            measured.Add(measurement);
        }

        double[] values = [.. measured.Select(measurement => measurement.Value)];
        SeedSpread spread = SeedSpread.Of(values);
        return new ReproducedRow(
            row.Id,
            row.Metric,
            spread.Mean,
            spread.StandardDeviation,
            measured[^1].N,
            row.Bar,
            row.IsReachedBy(spread.Mean),
            clock.Elapsed.TotalSeconds,
            values,
            MeansBeside(measured));
    }

    /// <summary>The figures beside the value have the same names for every seed.</summary>
    private static (string Name, double Value)[] MeansBeside(List<Measurement> measured) =>
        [.. measured[0].Beside.Select((figure, i) => (figure.Name, measured.Average(measurement => measurement.Beside[i].Value)))];
}
