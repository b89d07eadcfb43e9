using Hone.Learn.Data;
using Hone.Learn.Pretrained;
using Hone.Nn;

namespace Hone.Learn.Tests;

public sealed class VisionLearnerTests
{
    private static readonly DataLoaderOptions s_options = new() { BatchSize = 4, Workers = 0 };

    [Fact]
    public void A_learner_from_scratch_has_a_head_for_the_classes_and_three_groups_that_all_learn()
    {
        Learner learner = VisionLearner.Create(Images(), Small());
        var model = (Sequential)learner.Model;
        Assert.Equal(3, learner.Optimizer.Groups.Count);
        Assert.All(model.Parameters(), parameter => Assert.True(parameter.RequiresGrad));
        Assert.Equal([3, 512], model.NamedParameters().Single(p => p.Path == "1.8.weight").Parameter.Shape.ToArray());
        Assert.DoesNotContain(learner.Data.Train.Transforms, transform => transform is Normalize);
        Assert.True(double.IsFinite(learner.Fit(1).Epochs[0].TrainLoss));
    }

    [Fact]
    public void A_pretrained_learner_is_frozen_normalized_and_begins_with_the_weights()
    {
        Module source = Small().Create(3).Initialize(9);
        Learner learner = VisionLearner.Create(Images(), Small(), new() { Weights = source.StateDict() });
        Assert.Equal(source.StateDict()["conv1.weight"].ToArray<float>(), learner.Model.StateDict()["0.0.weight"].ToArray<float>());
        Dictionary<string, Parameter> parameters = learner.Model.NamedParameters().ToDictionary(p => p.Path, p => p.Parameter);
        Assert.False(parameters["0.4.0.conv1.weight"].RequiresGrad);
        Assert.True(parameters["0.4.0.bn1.weight"].RequiresGrad);
        Assert.True(parameters["1.8.weight"].RequiresGrad);
        Normalize normalize = Assert.Single(learner.Data.Train.Transforms.OfType<Normalize>());
        Assert.Equal([0.485f, 0.456f, 0.406f], normalize.Mean);
        Assert.Single(learner.Data.Valid.Transforms.OfType<Normalize>());

        float[] frozen = parameters["0.4.0.conv1.weight"].Value.ToArray<float>();
        float[] head = parameters["1.8.weight"].Value.ToArray<float>();
        learner.Fit(1);
        Assert.Equal(frozen, parameters["0.4.0.conv1.weight"].Value.ToArray<float>());
        Assert.NotEqual(head, parameters["1.8.weight"].Value.ToArray<float>());
    }

    [Fact]
    public void Small_images_get_the_net_of_the_zoo_frozen_and_normalized()
    {
        Learner learner = VisionLearner.Create(Images());
        Assert.Equal(Zoo.ResNet9Cifar10()["8.convpath.0.0.weight"].ToArray<float>(), learner.Model.StateDict()["0.8.convpath.0.0.weight"].ToArray<float>());
        Assert.Equal(3, learner.Optimizer.Groups.Count);
        Assert.Equal([0.491f, 0.482f, 0.447f], Assert.Single(learner.Data.Train.Transforms.OfType<Normalize>()).Mean);
        Assert.True(double.IsFinite(learner.Fit(1).Epochs[0].TrainLoss));
    }

    [Fact]
    public void Large_images_need_a_backbone_by_name()
    {
        var block = new DataBlock<int> { Input = new ImageBlock<int>(_ => new ImageData(80, 72, 3, new byte[80 * 72 * 3])), Target = new CategoryBlock<int>(i => $"{i % 2}") };
        HoneException error = Assert.Throws<HoneException>(() => VisionLearner.Create(block.DataLoaders([.. Enumerable.Range(0, 10)], s_options)));
        Assert.Contains("72x80", error.Message, StringComparison.Ordinal);
        Assert.Contains("Backbone.MobileNetV2Middle", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_normalization_of_the_users_own_stays_the_only_one()
    {
        Module source = Small().Create(3).Initialize(9);
        Normalize own = Normalize.FromStats([0.5f, 0.5f, 0.5f], [1, 1, 1]);
        Learner learner = VisionLearner.Create(Images(3, own), Small(), new() { Weights = source.StateDict() });
        Assert.Equal([0.5f, 0.5f, 0.5f], Assert.Single(learner.Data.Train.Transforms.OfType<Normalize>()).Mean);
    }

    [Fact]
    public void A_loader_without_the_normalization_of_the_learner_is_refused_and_one_with_it_is_judged()
    {
        DataLoaders data = Images();
        Learner learner = VisionLearner.Create(data, Small(), new() { Weights = Small().Create(3).Initialize(9).StateDict() });
        HoneException[] errors =
        [
            Assert.Throws<HoneException>(() => learner.Validate(data.Valid)),
            Assert.Throws<HoneException>(() => learner.GetPreds(data.Valid)),
            Assert.Throws<HoneException>(() => learner.Tta(data.Valid)),
        ];
        Assert.All(errors, error => Assert.Contains("after Normalize", error.Message));
        Assert.All(errors, error => Assert.Contains("learner.Data.Valid.WithDataset", error.Message));
        Assert.Equal(learner.Validate().Loss, learner.Validate(learner.Data.Valid.WithDataset(data.Valid.Dataset)).Loss);
    }

    [Fact]
    public void Gray_images_get_the_sum_of_the_color_weights()
    {
        Module source = Small().Create(3).Initialize(9);
        Learner learner = VisionLearner.Create(Images(1), Small(), new() { Weights = source.StateDict() });
        Assert.Equal([4, 1, 7, 7], learner.Model.StateDict()["0.0.weight"].Shape.ToArray());
        Assert.Empty(learner.Data.Train.Transforms.OfType<Normalize>());
    }

    [Fact]
    public void A_unet_learner_answers_at_the_size_of_its_masks_and_learns()
    {
        var block = new DataBlock<int>
        {
            Input = new ImageBlock<int>(Picture, ImageMode.Rgb),
            Target = new MaskBlock<int>(i => Mask(i), ["back", "front"]),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 12)], s_options);
        Module source = Small().Create(3).Initialize(9);
        Learner learner = UnetLearner.Create(data, Small(), new() { Weights = source.StateDict() });
        Assert.IsType<DynamicUnet>(learner.Model);
        Assert.Equal(source.StateDict()["conv1.weight"].ToArray<float>(), learner.Model.StateDict()["layers.0.0.weight"].ToArray<float>());
        Assert.Equal(3, learner.Optimizer.Groups.Count);
        Assert.Equal([2, 2, 32, 32], learner.Model.Forward(Tensor.Zeros([2, 3, 32, 32])).Shape.ToArray());
        FitResult result = learner.Fit(3, new() { LearningRate = 1e-2 });
        Assert.True(result.Epochs[^1].TrainLoss < result.Epochs[0].TrainLoss);
    }

    [Fact]
    public void Inputs_that_are_no_images_are_refused_with_their_shape()
    {
        var block = new DataBlock<int>
        {
            Input = new VectorBlock<int>(_ => new[] { 1f, 2f }),
            Target = new CategoryBlock<int>(i => i % 2 == 0 ? "a" : "b"),
        };
        DataLoaders data = block.DataLoaders([.. Enumerable.Range(0, 12)], s_options);
        var error = Assert.Throws<HoneException>(() => VisionLearner.Create(data, Small()));
        Assert.Contains("[2]", error.Message);
    }

    private static Backbone Small() => Backbone.ResNet18 with
    {
        Create = channels => new ResNet(ResNetBlock.Basic, [1, 1, 1, 1], new() { InChannels = channels, Width = 4, Classes = 5 }),
    };

    private static DataLoaders Images(int channels = 3, params BatchTransform[] transforms) =>
        SmallImages.Loaders(SmallImages.Pattern(24, 32, 32, channels), s_options, transforms);

    /// <summary>The bright pixels of the picture.</summary>
    private static ImagePixels Mask(int item)
    {
        byte[] red = [.. Picture(item).Pixels.ToArray().Where((_, position) => position % 3 == 0)];
        return new ImagePixels(Array.ConvertAll(red, value => (byte)(value > 120 ? 1 : 0)), 32, 32, 1);
    }

    private static ImagePixels Picture(int item) => ImagePixels.Of(SmallImages.Pattern(12, 32, 32, 3), item);
}
