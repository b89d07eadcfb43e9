namespace Hone.Nn.Tests.Optimizers;

public sealed class TouchedRowsTests
{
    private static readonly Tensor Index = Tensor.From([4L, 1, 4], [3]);

    [Fact]
    public void Only_touched_rows_change()
    {
        foreach (Func<Module, Optimizer> make in new Func<Module, Optimizer>[] { m => new SparseAdam(m.Parameters()), m => new Sgd(m.Parameters()) })
        {
            Embedding layer = new Embedding(6, 5, new() { Sparse = true }).Initialize(1);
            Optimizer optimizer = make(layer);
            float[] before = layer.Weight.Value.ToArray<float>();
            layer.Forward(Index).Sum().Backward();
            optimizer.Step();
            float[] after = layer.Weight.Value.ToArray<float>();
            for (int i = 0; i < before.Length; i++)
            {
                Assert.Equal(i / 5 is 1 or 4, before[i] != after[i]);
            }
        }
    }

    [Fact]
    public void A_batch_of_padding_alone_counts_as_a_step_and_changes_nothing()
    {
        Embedding layer = new Embedding(6, 5, new() { Sparse = true, PaddingIndex = 0 }).Initialize(1);
        var optimizer = new SparseAdam(layer.Parameters());
        float[] before = layer.Weight.Value.ToArray<float>();
        layer.Forward(Tensor.From([0L, 0], [2])).Sum().Backward();
        Assert.Equal(0, optimizer.GradNorm());
        Assert.Equal(0, optimizer.ClipGradNorm(1));
        optimizer.ClipGradValue(1);
        optimizer.Step();
        Assert.Equal(before, layer.Weight.Value.ToArray<float>());
        Assert.Equal(1, optimizer.StateDict()["step.weight"].Item());
    }

    [Fact]
    public void Norm_and_clipping_see_touched_rows_and_dense_gradients_together()
    {
        static (Module Model, Optimizer Optimizer) Make(bool sparse)
        {
            Sequential model = new Sequential(new Embedding(6, 5, new() { Sparse = sparse }), new Linear(5, 2)).Initialize(1);
            var optimizer = new Sgd(model.Parameters());
            model.Forward(Index).Square().Sum().Backward();
            return (model, optimizer);
        }

        (Module dense, Optimizer first) = Make(sparse: false);
        (Module sparse, Optimizer second) = Make(sparse: true);
        Assert.Equal(first.GradNorm(), second.GradNorm(), 1e-4);
        Assert.Equal(first.ClipGradNorm(0.1), second.ClipGradNorm(0.1), 1e-4);
        first.ClipGradValue(0.01);
        second.ClipGradValue(0.01);
        Assert.Equal(first.GradNorm(), second.GradNorm(), 1e-6);
        first.Step();
        second.Step();
        Assert.All(dense.StateDict(), s => Golden.Close(s.Value, sparse.StateDict()[s.Key], 1e-6, 1e-6, s.Key));
        second.ZeroGrad();
        Assert.Equal(0, second.GradNorm());
    }

    [Fact]
    public void Optimizers_that_change_every_row_refuse_touched_rows_with_the_numbers()
    {
        string Refusal(Func<IEnumerable<Parameter>, Optimizer> make)
        {
            Embedding layer = new Embedding(6, 5, new() { Sparse = true }).Initialize(1);
            Optimizer optimizer = make(layer.Parameters());
            layer.Forward(Index).Sum().Backward();
            return Assert.Throws<HoneException>(optimizer.Step).Message;
        }

        Assert.Contains("gradient of 2 of 6 rows of weight Float32 [6, 5]; Adam changes every row", Refusal(p => new Adam(p, new() { WeightDecay = 0 })));
        Assert.Contains("momentum moves every row", Refusal(p => new Sgd(p, new() { Momentum = 0.9 })));
        Assert.Contains("weight decay 0.5", Refusal(p => new Sgd(p, new() { WeightDecay = 0.5 })));
        Assert.Contains("SparseAdam", Refusal(p => new RmsProp(p)));
        Assert.Contains("got: 0.1", Assert.Throws<HoneException>(() => new SparseAdam([new Parameter("w", Tensor.Zeros([1]))], new() { WeightDecay = 0.1 })).Message);
    }

    [Fact]
    public void Lookahead_over_touched_rows_keeps_the_others()
    {
        Embedding layer = new Embedding(6, 5, new() { Sparse = true }).Initialize(1);
        var optimizer = new Lookahead(new SparseAdam(layer.Parameters()), new() { Steps = 1 });
        float[] before = layer.Weight.Value.ToArray<float>();
        layer.Forward(Index).Sum().Backward();
        optimizer.Step();
        float[] after = layer.Weight.Value.ToArray<float>();
        Assert.Equal(before[0], after[0]);
        Assert.Equal(before[5] - 0.0005f, after[5], 1e-5f);
    }
}
