using Xunit.Sdk;
using Hone.Engine.Tests.Ops;
using Hone.Memory;

namespace Hone.Engine.Tests.Proof;

/// <summary>What must hold for every operation, shown on every function that a gradient check differentiates.</summary>
[Collection(AloneCollection.Name)]
public sealed class EveryOperationTests
{
    /// <summary>
    /// Relative to max(1, |value|). All cases but one keep to 1e-4; the gradient of RMS normalization over rows of one element is the type's own
    /// epsilon over a small cube. The tests of each operation compare with tolerances of their own.
    /// </summary>
    private const double Float32Tolerance = 1e-3;

    [Fact]
    public async Task Every_recorded_operation_occurs_in_a_case()
    {
        var seen = new HashSet<Type>();
        foreach (OperationCase one in await OperationCases.All)
        {
            seen.UnionWith(OperationCases.NodesOf(one.Function(one.Inputs)));
        }

        Assert.Equal(string.Empty, string.Join(", ", OperationCases.AllNodes.Except(seen).Select(node => node.FullName)));
    }

    [Fact]
    public async Task Every_operation_returns_every_block_that_it_rents_and_a_third_step_needs_no_new_one()
    {
        var failures = new List<string>();
        foreach (OperationCase one in await OperationCases.All)
        {
            PoolStatistics before = PoolStatistics.Now;
            PoolStatistics steady = before;
            for (int step = 0; step < 3; step++)
            {
                steady = PoolStatistics.Now;
                using (StepScope.Begin())
                {
                    one.Step();
                }

                foreach (Tensor input in one.Inputs)
                {
                    input.ZeroGrad();
                }
            }

            PoolStatistics after = PoolStatistics.Now;
            if (after.Rented - before.Rented != after.Returned - before.Returned || after.Allocated != steady.Allocated)
            {
                failures.Add($"{one.Name}: rented {after.Rented - before.Rented}, returned {after.Returned - before.Returned}, new in the third step {after.Allocated - steady.Allocated}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    [Fact]
    public async Task Every_operation_stays_inside_its_memory()
    {
        var failures = new List<string>();
        var inFloat32 = new HashSet<Type>();
        foreach (OperationCase one in await OperationCases.All)
        {
            CompareGuarded(one, one.Inputs, failures);
            Tensor[] narrow = [.. one.Inputs.Select(Float32Check.Narrow)];
            foreach (Tensor leaf in narrow)
            {
                leaf.RequiresGrad = true;
            }

            // A case that brings float64 tensors of its own, such as class weights, has no float32 form.
            if (one.TakesFloat32)
            {
                inFloat32.UnionWith(OperationCases.NodesOf(one.Function(narrow)));
                CompareGuarded(one, narrow, failures);
                CompareTypes(one, narrow, failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.Equal(string.Empty, string.Join(", ", OperationCases.AllNodes.Except(inFloat32).Select(node => node.FullName)));
    }

    [Fact]
    public async Task No_operation_is_recorded_when_no_input_needs_a_gradient()
    {
        foreach (OperationCase one in await OperationCases.All)
        {
            Tensor[] frozen = [.. one.Inputs.Select(input => input.Detach())];
            Tensor y = one.Function(frozen);
            Assert.False(y.RequiresGrad, one.Name);
            Assert.Null(y.Producer);
        }
    }

    [Fact]
    public async Task A_frozen_input_gets_no_gradient_and_the_others_get_the_same()
    {
        foreach (OperationCase one in await OperationCases.All)
        {
            double[][] all = Values(one, Leaves(one, frozen: -1));
            for (int k = 0; k < one.Inputs.Length && one.Inputs.Length > 1; k++)
            {
                Tensor[] inputs = Leaves(one, frozen: k);
                double[][] rest = Values(one, inputs);
                Assert.True(inputs[k].Grad is null, one.Name);
                for (int i = 0; i < inputs.Length; i++)
                {
                    Assert.True(i == k || Same(rest[i + 1], all[i + 1], 1e-12), $"{one.Name}: gradient {i} with input {k} frozen");
                }
            }
        }
    }

    [Fact]
    public async Task Every_operation_names_itself_when_an_input_is_stale()
    {
        var failures = new List<string>();
        foreach (OperationCase one in await OperationCases.All)
        {
            if (one.Inputs[0].ElementCount == 0)
            {
                continue;
            }

            Tensor[] inputs = [.. one.Inputs];
            using (StepScope.Begin())
            {
                inputs[0] = inputs[0].Copy();
            }

            inputs[0].RequiresGrad = true;
            Exception? error = Record.Exception(() => one.Function(inputs).ToArray<double>());
            if (error is not TensorReleasedException { Where: not (null or "reading a tensor") } || !error.Message.Contains(inputs[0].Shape.ToString()))
            {
                failures.Add($"{one.Name}: {error?.ToString() ?? "no error"}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static Tensor[] Leaves(OperationCase one, int frozen) =>
    [
        .. one.Inputs.Select((input, i) =>
        {
            Tensor leaf = input.Copy();
            leaf.RequiresGrad = i != frozen;
            return leaf;
        }),
    ];

    private static void CompareGuarded(OperationCase one, Tensor[] inputs, List<string> failures)
    {
        try
        {
            double[][] expected = Values(one, inputs);
            double[][] actual = GuardedMemory.Run(one.Function, inputs, OperationCase.Seed);
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.Equal(expected[k], actual[k]);
            }
        }
        catch (Exception error) when (error is XunitException or HoneException)
        {
            failures.Add($"{one.Name} in {inputs.FirstOrDefault()?.DType}: {error.Message}");
        }
    }

    /// <summary>float32, by the kernels that this machine has registers for, against the plain loops in float64.</summary>
    private static void CompareTypes(OperationCase one, Tensor[] narrow, List<string> failures)
    {
        Tensor[] wide = [.. narrow.Select((tensor, i) => Leaf(one.Inputs[i], GuardedMemory.Values(tensor)))];
        double[][] expected = Values(one, wide);
        double[][] actual = Values(one, narrow);
        for (int k = 0; k < expected.Length; k++)
        {
            // An input without influence has no gradient in either.
            if (!Same(expected[k], actual[k], Float32Tolerance))
            {
                double worst = expected[k].Zip(actual[k]).Max(pair => Math.Abs(pair.First - pair.Second));
                failures.Add($"{one.Name}: float32 differs by {worst:E1} from float64 in {(k == 0 ? "the result" : $"gradient {k - 1}")}");
            }
        }
    }

    private static Tensor Leaf(Tensor alike, double[] values)
    {
        Tensor leaf = alike.WithValues<double>(values);
        leaf.RequiresGrad = true;
        return leaf;
    }

    /// <summary>The result, then the gradient of each input that wants one.</summary>
    private static double[][] Values(OperationCase one, Tensor[] inputs)
    {
        foreach (Tensor input in inputs)
        {
            input.ZeroGrad();
        }

        Tensor y = one.Function(inputs);
        double[] result = GuardedMemory.Values(y);
        if (y.RequiresGrad)
        {
            y.Backward(OperationCase.Seed(y));
        }

        return [result, .. inputs.Select(input => GuardedMemory.Values(input.Grad))];
    }

    private static bool Same(double[] a, double[] b, double tolerance) =>
        a.Length == b.Length && a.Zip(b).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.First)));
}
