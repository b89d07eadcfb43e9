using Hone.Memory;

namespace Hone.Nn.Tests.Layers;

/// <summary>Reads the counters of the whole process, so nothing else may run beside it.</summary>
[Collection(AloneCollection.Name)]
public sealed class LongTrainingTests
{
    private const int Steps = 10_000;
    private const int WarmUp = 1_000;

    /// <summary>One object leaked a step, of 24 bytes at least, would be more.</summary>
    private const long ToleratedGrowth = 128 * 1024;

    [Fact]
    public void Memory_stays_flat_over_ten_thousand_training_steps()
    {
        Sequential model = new Sequential(new Linear(8, 12), new BatchNorm1d(12), new ReLU(), new Linear(12, 3)).Initialize(1);
        var optimizer = new AdamW(model.Parameters());
        var loss = new CrossEntropyLoss();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(6 * 8), [6, 8]);
        Tensor y = Tensor.From<long>([0, 1, 2, 0, 1, 2], [6]);
        PoolStatistics warm = default;
        long heap = 0;
        for (int step = 0; step < Steps; step++)
        {
            if (step == WarmUp)
            {
                warm = PoolStatistics.Now;
                heap = GC.GetTotalMemory(forceFullCollection: true);
            }

            using (StepScope.Begin())
            {
                loss.Compute(model.Forward(x), y).Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
            }
        }

        PoolStatistics end = PoolStatistics.Now;
        Assert.Equal(warm.Allocated, end.Allocated);
        Assert.Equal(warm.AllocatedBytes, end.AllocatedBytes);
        Assert.Equal(end.Rented - warm.Rented, end.Returned - warm.Returned);
        long growth = GC.GetTotalMemory(forceFullCollection: true) - heap;
        Assert.True(growth < ToleratedGrowth, $"the managed heap grew by {growth} bytes");
    }

    [Fact]
    public void The_first_layer_computes_no_gradient_of_the_data_and_a_frozen_layer_none_of_its_weights()
    {
        Sequential model = new Sequential(new Conv2d(3, 4, 3), new Flatten(), new Linear(4 * 4 * 4, 2)).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 36), [2, 3, 6, 6]);
        Parameter[] first = [.. model.Children().First().Child.Parameters()];
        foreach (Parameter parameter in first)
        {
            parameter.RequiresGrad = false;
        }

        Tensor hidden = model.Children().First().Child.Forward(x);
        Assert.False(hidden.RequiresGrad);
        model.Forward(x).Sum().Backward();
        Assert.Null(x.Grad);
        Assert.All(first, parameter => Assert.Null(parameter.Value.Grad));
    }

    [Fact]
    public void A_shape_error_inside_a_model_names_the_operation_the_shapes_and_the_path()
    {
        Sequential model = new Sequential(new Linear(8, 12), new Sequential(new ReLU(), new Linear(13, 3))).Initialize(1);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Zeros([5, 8])));
        Assert.Equal("Sequential[1].Sequential[1].Linear", error.ModulePath);
        Assert.Contains("[5, 12]", error.Message);
        Assert.Contains("13", error.Message);
        Assert.Contains("Linear", error.Message);
    }
}
