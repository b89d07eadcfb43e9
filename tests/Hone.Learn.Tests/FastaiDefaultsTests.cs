using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>
/// The numbers that readers of the book expect, each once: whoever changes a default changes this file. Numbers that follow from behavior (schedules, augmentation, blocks) are pinned beside
/// that behavior as well.
/// </summary>
public sealed class FastaiDefaultsTests
{
    [Fact]
    public void Collecting_labelling_and_splitting()
    {
        var files = new FileListOptions();
        Assert.True(files.Recurse);
        Assert.Empty(files.Folders);
        Assert.Equal(false, Defaults.OfNew<RegexLabeller>("match"));
        Assert.Null(new ColReaderOptions().Delimiter);
        Assert.Equal(0.2, Defaults.OfNew<RandomSplitter>("validFraction"));
        Assert.Equal(0.2, Defaults.OfNew<TrainTestSplitter>("testSize"));
        Assert.Null(Defaults.OfNew<TrainTestSplitter>("stratify"));
        Assert.Equal(("train", "valid"), (Defaults.OfNew<GrandparentSplitter>("train"), Defaults.OfNew<GrandparentSplitter>("valid")));
        Assert.Equal(false, Defaults.OfNew<CategoryBlock<int>>("addNa"));
        Assert.Equal(1, Defaults.OfNew<RegressionBlock<int>>("outputs"));
        Assert.Equal(ImageMode.Rgb, Defaults.OfNew<ImageBlock<int>>("mode"));
        Assert.Equal(9, Defaults.Of(typeof(Showing), nameof(Showing.ShowBatch), "maxSamples"));
        Assert.Equal(false, Defaults.Of(typeof(Showing), nameof(Showing.ShowBatch), "unique"));
        Assert.Equal(ResizeFilter.Bilinear, new ResizeImagesOptions().Filter);
    }

    [Fact]
    public void Every_target_has_fastais_loss()
    {
        string[] items = ["a", "b"];
        var bound = new BoundItems<string>(items, items, new DataSplit([0, 1], [], []));
        Assert.IsType<CrossEntropyLoss>(new CategoryBlock<string>(item => item).Bind(bound).DefaultLoss);
        Assert.IsType<BceWithLogitsLoss>(new MultiCategoryBlock<string>(item => [item]).Bind(bound).DefaultLoss);
        Assert.IsType<MseLoss>(new RegressionBlock<string>(_ => new float[] { 1 }).Bind(bound).DefaultLoss);
    }

    [Fact]
    public void Item_transforms_and_their_order()
    {
        Assert.Equal((ResizeMethod.Crop, PadMode.Reflection), (Defaults.OfNew<Resize>("method"), Defaults.OfNew<Resize>("padMode")));
        var crop = new RandomResizedCropOptions();
        Assert.Equal((0.08, 3.0 / 4, 4.0 / 3, 0.14), (crop.MinScale, crop.MinRatio, crop.MaxRatio, crop.ValidExtra));
        Assert.Equal(PadMode.Zeros, Defaults.OfNew<CropPad>("padMode"));
        Assert.Equal((0.5f, 1f), (Defaults.OfNew<FlipItem>("probability"), Defaults.OfNew<DihedralItem>("probability")));
        Assert.Equal([0, 1, 1], ((ItemTransform[])[new CropPad(4), new Resize(4), new RandomResizedCrop(4)]).Select(transform => transform.Order));
    }

    [Fact]
    public void Batch_transforms_and_their_order()
    {
        var usual = new AugTransformsOptions();
        Assert.Equal((1f, true, false, 10f, 1f, 1.1f), (usual.Mult, usual.DoFlip, usual.FlipVert, usual.MaxRotate, usual.MinZoom, usual.MaxZoom));
        Assert.Equal((0.2f, 0.2f, 0.75f, 0.75f), (usual.MaxLighting, usual.MaxWarp, usual.PAffine, usual.PLighting));
        Assert.Equal(((Size2d?)null, PadMode.Reflection, 1.0, false, false), (usual.Size, usual.Pad, usual.MinScale, usual.SameLightPerBatch, usual.SameSpatialPerBatch));
        Assert.Equal((0.5f, 0.5f), (Defaults.OfNew<Flip>("probability"), Defaults.OfNew<Dihedral>("probability")));
        Assert.Equal((10f, 0.5f), (Defaults.OfNew<Rotate>("maxDegrees"), Defaults.OfNew<Rotate>("probability")));
        Assert.Equal((1f, 1.1f, 0.5f), (Defaults.OfNew<Zoom>("min"), Defaults.OfNew<Zoom>("max"), Defaults.OfNew<Zoom>("probability")));
        Assert.Equal((0.2f, 0.5f), (Defaults.OfNew<Warp>("magnitude"), Defaults.OfNew<Warp>("probability")));
        var light = new LightingOptions();
        Assert.Equal((0.2f, 0.75f, false), (light.MaxLighting, light.Probability, light.SamePerBatch));
        var erasing = new RandomErasingOptions();
        Assert.Equal((0.5f, 0f, 0.3f, 0.3f, 1), (erasing.Probability, erasing.MinArea, erasing.MaxArea, erasing.MinAspect, erasing.MaxCount));
        BatchTransform[] all = [new SpatialAugment([new Flip()]), new Lighting(), Normalize.FromStats(ImageStats.ImageNet), new RandomErasing()];
        Assert.Equal([30, 40, 99, 100], all.Select(transform => transform.Order));
    }

    [Fact]
    public void Statistics_of_pictures()
    {
        Assert.Equal([0.485f, 0.456f, 0.406f, 0.229f, 0.224f, 0.225f], ImageStats.ImageNet.Mean.Concat(ImageStats.ImageNet.Std));
        Assert.Equal([0.491f, 0.482f, 0.447f, 0.247f, 0.243f, 0.261f], ImageStats.Cifar.Mean.Concat(ImageStats.Cifar.Std));
        Assert.Equal([0.131f, 0.308f], ImageStats.Mnist.Mean.Concat(ImageStats.Mnist.Std));
    }

    [Fact]
    public void The_learner()
    {
        var options = new LearnerOptions();
        Assert.Equal((1e-3, (double?)null, true), (options.LearningRate, options.WeightDecay, options.TrainBn));
        Assert.Equal(new Momenta(0.95, 0.85, 0.95), options.Moms);
        Assert.Equal(0.98, Defaults.OfNew<SmoothLoss>("beta"));
        Assert.Equal(5, Defaults.Of(typeof(TrainingCharts), nameof(TrainingCharts.PlotLoss), "skipStart"));
        var passes = new TtaOptions();
        Assert.Equal((4, 0.25, false), (passes.Passes, passes.Beta, passes.UseMax));
    }

    [Fact]
    public void Callbacks()
    {
        var save = new SaveModelOptions();
        Assert.Equal(("valid_loss", 0.0, (int?)null, false), (save.Monitor, save.MinDelta, save.EveryEpoch, save.AtEnd));

        // fastai's with_opt is false: here every file is a whole checkpoint unless told.
        Assert.True(save.WithOptimizer);
        var tracker = new TrackerOptions();
        Assert.Equal(("valid_loss", 0.0, 1), (tracker.Monitor, tracker.MinDelta, tracker.Patience));
        Assert.Equal((10.0, 0.0), (Defaults.OfNew<ReduceLROnPlateau>("factor"), Defaults.OfNew<ReduceLROnPlateau>("minLr")));
        Assert.Equal(32, Defaults.OfNew<GradientAccumulation>("items"));
        Assert.Equal(1.0, Defaults.OfNew<GradientClip>("maxNorm"));
        Assert.Equal((0.01, true), (Defaults.OfNew<ShortEpoch>("fraction"), Defaults.OfNew<ShortEpoch>("shortValidation")));
        Assert.Equal("history.csv", Defaults.OfNew<CsvLogger>("path"));
        Assert.Equal((2.0, 1.0), (Defaults.OfNew<RnnRegularizer>("alpha"), Defaults.OfNew<RnnRegularizer>("beta")));
        Assert.Equal((0.4, 1.0), (Defaults.OfNew<MixUp>("alpha"), Defaults.OfNew<CutMix>("alpha")));
        Assert.Equal((1, false), (Defaults.OfNew<ActivationStats>("every"), Defaults.OfNew<ActivationStats>("withHistogram")));
        Assert.True(new LearnerOptions().TerminateOnNaN);
    }

    [Fact]
    public void Schedules_and_the_search_for_a_rate()
    {
        var cycle = new OneCycleOptions();
        Assert.Equal((25, 1e5, 0.25), (cycle.Div, cycle.DivFinal, cycle.PctStart));
        var flat = new FlatCosOptions();
        Assert.Equal((1e5, 0.75), (flat.DivFinal, flat.PctStart));
        Assert.Equal(2, new SgdrOptions().CycleMult);
        var tune = new FineTuneOptions();
        Assert.Equal((1, 100, 0.3, 5), (tune.FreezeEpochs, tune.LrMult, tune.PctStart, tune.Div));
        Assert.Equal(2e-3, Defaults.Of(typeof(Hone.Learn.Learner), nameof(Hone.Learn.Learner.FineTune), "baseLr"));
        var find = new LrFindOptions();
        Assert.Equal((1e-7, 10, 100, true), (find.StartLr, find.EndLr, find.Iterations, find.StopOnDivergence));
    }

    [Fact]
    public void Metrics()
    {
        Assert.Equal(5, Defaults.OfNew<TopKAccuracy>("k"));
        Assert.Equal((0.5, true), (Defaults.OfNew<AccuracyMulti>("threshold"), Defaults.OfNew<AccuracyMulti>("sigmoid")));
        Assert.Equal((1.0, 0.5, true), (Defaults.OfNew<FBetaMulti>("beta"), Defaults.OfNew<FBetaMulti>("threshold"), Defaults.OfNew<FBetaMulti>("sigmoid")));
        Assert.Equal(0, Defaults.OfNew<ForegroundAccuracy>("background"));

        // Average "binary", as in fastai and scikit-learn.
        Assert.All(
            [Defaults.OfNew<Precision>("average"), Defaults.OfNew<Recall>("average"), Defaults.OfNew<F1Score>("average"), Defaults.OfNew<FBeta>("average"), Defaults.OfNew<Jaccard>("average")],
            average => Assert.Equal(Average.Binary, average));
        Assert.All([Defaults.OfNew<PrecisionMulti>("average"), Defaults.OfNew<RecallMulti>("average"), Defaults.OfNew<FBetaMulti>("average")], average => Assert.Equal(Average.Macro, average));
        Assert.Equal(OutputReading.Raw, Defaults.OfNew<AccumulatedMetric>("reading"));

        // fastai's axis is -1, and 1 where there are masks: here it is 1 everywhere, as in PyTorch.
        Assert.All([Defaults.OfNew<Accuracy>("axis"), Defaults.OfNew<Perplexity>("axis"), Defaults.OfNew<F1Score>("axis"), Defaults.OfNew<AccumulatedMetric>("axis")], axis => Assert.Equal(1, axis));
        Assert.All([Defaults.OfNew<CrossEntropyLoss>("axis"), Defaults.OfNew<FocalLoss>("axis")], axis => Assert.Equal(1, axis));
    }

    [Fact]
    public void Learners_for_pictures()
    {
        var vision = new VisionLearnerOptions();
        Assert.Equal((true, (int?)null), (vision.Normalize, vision.Outputs));
        Assert.Null(vision.Weights);
        Assert.True(new UnetLearnerOptions().Normalize);
    }
}
