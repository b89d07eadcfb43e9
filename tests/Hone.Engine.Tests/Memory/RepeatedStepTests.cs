namespace Hone.Engine.Tests.Memory;

public sealed class RepeatedStepTests
{
    private readonly RepeatedStep _step = new();
    private readonly Tensor _x = Tensor.From<float>([-1, 2, -3, 4, 5, -6], [2, 3]);

    [Fact]
    public void A_run_takes_the_objects_of_the_run_before_and_computes_its_own_values()
    {
        Tensor first = Run(_x, out float[] values);
        Assert.Equal([0, 2, 0, 4, 5, 0], values);
        Tensor second = Run(_x * 2, out values);
        Assert.Equal([0, 4, 0, 8, 10, 0], values);
        Assert.Same(first, second);
    }

    [Fact]
    public void Runs_after_the_first_take_no_memory()
    {
        // Arrays, because a list of constants takes memory of its own in code that is not optimized.
        int[] sizes = [1, 1, 2, 3];
        int[] order = [0, 2, 3, 1];
        int[] padding = [0, 0, 1, 1];
        int[] axes = [2, 3];
        var twice = new InterpolateOptions { ScaleFactor = 2 };
        Tensor weight = Tensor.Ones([3, 1]);
        var values = new float[1];
        void Predict()
        {
            using NoGrad noGrad = NoGrad.Enter();
            using StepScope step = _step.Begin();
            Tensor image = _x.Reshape(sizes).Permute(order).Contiguous().Unsqueeze(0).Squeeze(0); // [1, 2, 3, 1]
            Tensor joined = Tensor.Cat([image, image.Narrow(1, 0, 1)], 1).Pad(padding, PadMode.Replicate); // [1, 3, 5, 1]
            Tensor means = joined.Interpolate(twice).Mean(axes); // [1, 3]
            means.Softmax(1).MatMul(weight).Max(1).CopyTo<float>(values);
        }

        Predict();
        Predict();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Predict();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1, values[0], 1e-6f);
    }

    [Fact]
    public void A_tensor_is_stale_after_its_run_even_over_memory_that_lives_on()
    {
        Tensor view;
        using (NoGrad.Enter())
        using (_step.Begin())
        {
            view = _x.Narrow(0, 1, 1);
            Assert.Equal([4f, 5, -6], view.ToArray<float>());
        }

        Assert.Contains("[1, 3]", Assert.Throws<TensorReleasedException>(() => view.ToArray<float>()).Message);
        Assert.Equal(-1, _x.ToArray<float>()[0]);
    }

    [Fact]
    public void What_was_kept_stays_and_what_was_held_becomes_nothing_else()
    {
        Tensor kept;
        Tensor held;
        using (NoGrad.Enter())
        using (_step.Begin())
        {
            kept = _x.Relu().Keep();
            held = (_x + _x).Hold();
        }

        for (int run = 0; run < 3; run++)
        {
            Tensor result = Run(_x * -1, out float[] values);
            Assert.Equal([1, 0, 3, 0, 0, 6], values);
            Assert.NotSame(kept, result);
            Assert.NotSame(held, result);
        }

        Assert.Equal([0, 2, 0, 4, 5, 0], kept.ToArray<float>());
        Assert.Throws<TensorReleasedException>(() => held.ToArray<float>());
    }

    [Fact]
    public void A_run_that_records_makes_its_own_objects_and_has_gradients()
    {
        Tensor weight = Tensor.Ones([2, 3]);
        weight.RequiresGrad = true;
        Tensor? before = null;
        for (int run = 0; run < 2; run++)
        {
            using StepScope step = _step.Begin();
            Tensor loss = (weight * _x).Sum();
            loss.Backward();
            Assert.NotSame(before, loss);
            before = loss;
        }

        Assert.Equal([-2, 4, -6, 8, 10, -12], weight.Grad!.ToArray<float>());
    }

    [Fact]
    public void Inputs_from_outside_lie_row_major_in_memory_of_the_step()
    {
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = _step.Begin();
        Tensor images = step.Rent([1, 2, 1, 2]);
        new float[] { 1, 2, 3, 4 }.CopyTo(images.AsSpan<float>());
        Assert.Equal([1f, 2, 3, 4], images.ToArray<float>());
        Assert.Equal(3, images.Narrow(1, 1, 1).Narrow(3, 0, 1).Item());
    }

    [Fact]
    public void A_second_run_before_the_end_of_the_first_is_refused()
    {
        using (_step.Begin())
        {
            HoneException error = Assert.Throws<HoneException>(() => _step.Begin().Dispose());
            Assert.Contains("once at a time", error.Message);
            Assert.Contains("RepeatedStep", error.Message);
        }

        Run(_x, out float[] values);
        Assert.Equal(2, values[1]);
    }

    [Fact]
    public void A_step_inside_a_run_is_a_step_of_its_own()
    {
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope outer = _step.Begin();
        Tensor y = _x.Relu();
        Tensor inner;
        using (StepScope.Begin())
        {
            inner = y + y;
            Assert.Equal(4, inner.ToArray<float>()[1]);
        }

        Assert.Throws<TensorReleasedException>(() => inner.ToArray<float>());
        Assert.Equal([0, 2, 0, 4, 5, 0], y.ToArray<float>());
    }

    private Tensor Run(Tensor x, out float[] values)
    {
        using NoGrad noGrad = NoGrad.Enter();
        using StepScope step = _step.Begin();
        Tensor y = x.Relu();
        values = y.ToArray<float>();
        return y;
    }
}
