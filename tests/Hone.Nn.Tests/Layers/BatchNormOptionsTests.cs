namespace Hone.Nn.Tests.Layers;

/// <summary>Batch normalization without learned numbers, and without statistics of past batches; LayerOptionsGoldenTests compare it with PyTorch.</summary>
public sealed class BatchNormOptionsTests
{
    public static TheoryData<bool, bool> Kinds => new() { { false, true }, { true, false }, { false, false } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_kept_that_the_options_do_not_ask_for(bool affine, bool tracks)
    {
        foreach (BatchNorm norm in (BatchNorm[])[new BatchNorm1d(3, Options(affine, tracks)), new BatchNorm2d(3, Options(affine, tracks))])
        {
            string[] expected = [.. affine ? (string[])["weight", "bias"] : [], .. tracks ? (string[])["running_mean", "running_var", "num_batches_tracked"] : []];
            norm.Initialize(1);
            Assert.Equal(expected.Order(), norm.StateDict().Keys.Order());
            Assert.Equal(affine, norm.Weight is not null && norm.Bias is not null);
            Assert.Equal(tracks, norm.RunningMean is not null && norm.RunningVar is not null && norm.NumBatchesTracked is not null);
        }
    }

    /// <summary>A convolution before it in one pass, recorded, watched by hooks and in the form for inference.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_way_to_evaluate_gives_the_same(bool affine, bool tracks)
    {
        foreach (bool bias in (bool[])[false, true])
        {
            Sequential model = new Sequential(
                new Conv2d(3, 8, 3, new() { Bias = bias }),
                new BatchNorm2d(8, Options(affine, tracks)),
                new ReLU(),
                new BatchNorm2d(8, Options(affine, tracks)),
                new ReLU(),
                new Conv2d(8, 4, 3),
                new BatchNorm2d(4, Options(affine, tracks)),
                new Flatten(),
                new BatchNorm1d(4 * 4 * 4, Options(affine, tracks))).Initialize(7);
            Tensor x = Images(3, 3, 8, 8);
            model.Forward(Images(5, 3, 8, 8)); // moves running statistics, where there are any
            model.Eval();
            float[] recorded = model.Forward(x).ToArray<float>();
            using NoGrad none = NoGrad.Enter();
            Module optimized = model.OptimizeForInference();
            float[][] others = [model.Forward(x).ToArray<float>(), optimized.Forward(x).ToArray<float>(), optimized.Forward(x).ToArray<float>()];
            IDisposable[] hooks = [.. model.Modules().Select(module => module.AddForwardHook((_, _, _) => { }))];
            others = [.. others, model.Forward(x).ToArray<float>()];
            Array.ForEach(hooks, hook => hook.Dispose());
            model.PrepareForInference();
            others = [.. others, model.Forward(x).ToArray<float>()];
            double scale = recorded.Max(Math.Abs);
            Assert.All(others, other => Assert.All(recorded.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 2e-4 * scale)));
            Assert.Empty(optimized.Parameters());
            Assert.Empty(optimized.NamedBuffers());

            // With statistics of the batch the first image's answer depends on the others; with those of the past it does not.
            float[] alone = tracks ? model.Forward(x.Narrow(0, 0, 1)).ToArray<float>() : model.Forward(x.Narrow(0, 0, 2)).ToArray<float>()[..64];
            Assert.Equal(tracks, alone.Zip(recorded).All(pair => Math.Abs(pair.First - pair.Second) < 1e-3 * scale));
        }
    }

    [Fact]
    public void The_default_is_the_normalization_that_it_was()
    {
        var config = (BatchNorm2dConfig)new BatchNorm2d(4).Config!;
        Assert.Equal(new BatchNorm2dConfig(4, 1e-5, 0.1), config);
        Assert.Equal(["weight", "bias"], new BatchNorm1d(4).NamedParameters().Select(named => named.Path));
        Assert.Equal(new BatchNorm1dConfig(4, 1e-3, 0.1, false, false), new BatchNorm1d(4, new() { Epsilon = 1e-3, Affine = false, TrackRunningStats = false }).Config);
    }

    [Fact]
    public void A_configuration_cannot_ask_for_any_amount_of_memory()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNorm1dConfig(1 << 30, 1e-5, 0.1, false, false).Build());
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchNorm2dConfig(1 << 30, 1e-5, 0.1, false).Build());
    }

    [Fact]
    public void One_value_for_a_channel_is_refused_in_evaluation_by_statistics_of_the_batch()
    {
        Sequential model = new Sequential(new Identity(), new BatchNorm1d(3, Options(true, false))).Initialize(1);
        model.Eval();
        foreach (Module module in (Module[])[model, model.OptimizeForInference()])
        {
            string message = Assert.Throws<ShapeException>(() => module.Forward(Tensor.Zeros([1, 3]))).Message;
            Assert.Contains("x [1, 3]: 1 value for each of 3 channels", message);
            Assert.Contains("TrackRunningStats = true", message);
            Assert.Contains("Sequential[1]", message);
        }

        Assert.Equal([0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f], model.Forward(Tensor.Ones([2, 3])).ToArray<float>());
    }

    [Fact]
    public void Other_channels_are_named_where_there_is_no_weight()
    {
        Sequential model = new Sequential(new BatchNorm2d(3, Options(false, false))).Initialize(1);
        string message = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Zeros([2, 4, 5, 5]))).Message;
        Assert.Contains("[4]", message);
        Assert.Contains("Float32 [3]", message);
        Assert.Contains("Sequential[0].BatchNorm2d", message);
    }

    private static BatchNormOptions Options(bool affine, bool tracks) => new() { Affine = affine, TrackRunningStats = tracks, Bias = 0.2 };

    private static Tensor Images(params int[] shape)
    {
        int count = shape.Aggregate(1, (a, b) => a * b);
        return Tensor.From(new RandomStream(count, "images").Floats(count), [.. shape]);
    }
}
