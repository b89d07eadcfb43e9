using Hone.Memory;

namespace Hone.Nn.Tests.Layers;

/// <summary>Reads the counters of the whole process, so nothing else may run beside it.</summary>
[Collection(AloneCollection.Name)]
public sealed class SteadyStepTests
{
    [Fact]
    public void A_steady_training_step_rents_nothing_new()
    {
        Sequential model = new Sequential(new ConvLayer(1, 4), new ResBlock(4, 8, new() { Stride = 2 }), new Flatten(), new Linear(8 * 4 * 4, 3)).Initialize(1);
        var optimizer = new AdamW(model.Parameters());
        var loss = new CrossEntropyLoss();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(6 * 64), [6, 1, 8, 8]);
        Tensor y = Tensor.From<long>([0, 1, 2, 0, 1, 2], [6]);
        long allocated = 0;
        double first = 0;
        double last = 0;
        for (int step = 0; step < 8; step++)
        {
            if (step == 3)
            {
                allocated = PoolStatistics.Now.Allocated;
            }

            using (StepScope.Begin())
            {
                Tensor value = loss.Compute(model.Forward(x), y);
                last = value.Item();
                first = step == 0 ? last : first;
                value.Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
            }
        }

        Assert.Equal(allocated, PoolStatistics.Now.Allocated);
        Assert.True(last < first, $"{last} after {first}");
    }

    [Fact]
    public void A_steady_step_of_recurrent_layers_rents_nothing_new_and_gives_everything_back()
    {
        Sequential model = new Sequential(new Lstm(3, 6, new() { Layers = 2, Bidirectional = true, Dropout = 0.2 }), new Gru(12, 5)).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(4 * 2 * 3), [4, 2, 3]);
        PoolStatistics steady = default;
        for (int step = 0; step < 6; step++)
        {
            if (step == 3)
            {
                steady = PoolStatistics.Now;
            }

            using (StepScope.Begin())
            {
                model.Forward(x).Square().Mean().Backward();
                model.ZeroGrad();
            }
        }

        PoolStatistics now = PoolStatistics.Now;
        Assert.Equal(steady.Allocated, now.Allocated);
        Assert.True(now.Rented > steady.Rented);
        Assert.Equal(now.Rented - steady.Rented, now.Returned - steady.Returned);
    }

    [Fact]
    public void A_steady_pass_of_a_model_optimized_for_inference_rents_nothing_new()
    {
        Module model = new ResNet(ResNetBlock.Bottleneck, [1, 1, 1, 1], new() { Width = 8, Classes = 3 }).Initialize(1).OptimizeForInference();
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(2 * 3 * 32 * 32), [2, 3, 32, 32]);
        long allocated = 0;
        for (int pass = 0; pass < 5; pass++)
        {
            if (pass == 2)
            {
                allocated = PoolStatistics.Now.Allocated;
            }

            using NoGrad none = NoGrad.Enter();
            using StepScope step = StepScope.Begin();
            model.Forward(x);
        }

        Assert.Equal(allocated, PoolStatistics.Now.Allocated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_steady_step_of_embeddings_rents_nothing_new_and_hardly_allocates(bool sparse)
    {
        EmbeddingDotBias model = new EmbeddingDotBias(50, 700, 400, new() { Sparse = sparse }).Initialize(1);
        Optimizer optimizer = sparse ? new SparseAdam(model.Parameters()) : new Adam(model.Parameters());
        var stream = new RandomStream(1, "pairs");
        Tensor[] batches = [.. Enumerable.Range(0, 5).Select(_ => Tensor.From([.. Enumerable.Range(0, 128).Select(_ => (long)stream.NextInt(400))], [64, 2]))];
        Tensor ratings = Tensor.From(stream.Floats(64), [64]);
        RequireSteady(step => model.Forward(batches[step % 5]).MseLoss(ratings), optimizer, mostBytes: 3000);
    }

    [Fact]
    public void A_steady_tabular_step_rents_nothing_new_and_hardly_allocates()
    {
        Sequential model = new Sequential(new Linear(8, 20), new ReLU(), new BatchNorm1d(20), new Linear(20, 2)).Initialize(1);
        Tensor x = Tensor.From(new RandomStream(1, "x").Floats(16 * 8), [16, 8]);
        Tensor labels = Tensor.From([.. Enumerable.Range(0, 16).Select(i => (long)(i % 2))], [16]);
        RequireSteady(_ => model.Forward(x).CrossEntropy(labels), new Adam(model.Parameters()), mostBytes: 8000);
    }

    /// <summary>After a few steps: no new block of memory, everything given back, and no more than some small objects for each step.</summary>
    private static void RequireSteady(Func<int, Tensor> loss, Optimizer optimizer, long mostBytes)
    {
        const int Steps = 20;
        void Run()
        {
            for (int step = 0; step < Steps; step++)
            {
                using StepScope scope = StepScope.Begin();
                optimizer.ZeroGrad();
                loss(step).Backward();
                optimizer.Step();
            }
        }

        Run();
        PoolStatistics steady = PoolStatistics.Now;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Steps;
        PoolStatistics now = PoolStatistics.Now;
        Assert.Equal(steady.Allocated, now.Allocated);
        Assert.Equal(now.Rented - steady.Rented, now.Returned - steady.Returned);
        Assert.InRange(bytes, 0, mostBytes);
    }
}
