using Hone.Memory;

namespace Hone.Engine.Tests.Memory;

[Collection(AloneCollection.Name)]
public sealed class StepScopeTests
{
    [Fact]
    public void A_steady_step_allocates_nothing_that_the_pool_did_not_have()
    {
        Tensor weight = Tensor.Ones([7, 5]);
        weight.RequiresGrad = true;
        Tensor x = Tensor.Ones([3, 5]);
        long allocated = 0;
        for (int step = 0; step < 5; step++)
        {
            if (step == 2)
            {
                allocated = PoolStatistics.Now.Allocated;
            }

            using (StepScope.Begin())
            {
                x.Linear(weight).Relu().Sum().Backward();
            }

            weight.ZeroGrad();
        }

        Assert.Equal(allocated, PoolStatistics.Now.Allocated);
    }

    [Fact]
    public void Blocks_rented_in_a_step_equal_blocks_returned()
    {
        PoolStatistics before = PoolStatistics.Now;
        using (StepScope.Begin())
        {
            Tensor y = Tensor.Ones([10]) + Tensor.Ones([10]);
            Assert.Equal(20, y.Sum().Item());
        }

        PoolStatistics after = PoolStatistics.Now;
        Assert.Equal(after.Rented - before.Rented, after.Returned - before.Returned);
    }

    [Fact]
    public void A_tensor_of_a_finished_step_throws_instead_of_showing_other_data()
    {
        Tensor stale;
        using (StepScope.Begin())
        {
            stale = Tensor.Ones([4]);
        }

        var error = Assert.Throws<TensorReleasedException>(() => stale.ToArray<float>());
        Assert.Contains("Keep()", error.Message);
        Assert.Contains("[4]", error.Message);
    }

    [Fact]
    public void A_kept_tensor_outlives_its_step()
    {
        Tensor kept;
        using (StepScope.Begin())
        {
            kept = (Tensor.Ones([4]) * 3).Keep();
        }

        using (StepScope.Begin())
        {
            Tensor.Zeros([4]);
        }

        Assert.Equal([3f, 3f, 3f, 3f], kept.ToArray<float>());
    }

    [Fact]
    public void Backward_returns_saved_activations_and_keeps_held_ones()
    {
        Tensor weight = Tensor.Ones([5, 5]);
        weight.RequiresGrad = true;
        using (StepScope.Begin())
        {
            Tensor hidden = Tensor.Ones([2, 5]).Linear(weight).Relu();
            Tensor output = hidden.Linear(weight).Relu().Hold();
            output.Sum().Backward();
            Assert.Throws<TensorReleasedException>(() => hidden.ToArray<float>());
            Assert.Equal(25f, output.ToArray<float>()[0]);
        }
    }

    [Fact]
    public void A_second_backward_through_the_same_operations_says_what_to_do()
    {
        Tensor x = Tensor.Ones([2]);
        x.RequiresGrad = true;
        Tensor y = (x * 2).Sum();
        y.Backward();
        var error = Assert.Throws<HoneException>(y.Backward);
        Assert.Contains("compute the loss again", error.Message);
    }
}
