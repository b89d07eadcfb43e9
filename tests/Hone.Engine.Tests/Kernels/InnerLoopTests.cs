using System.Reflection;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>
/// Every inner loop with every operator: a call over n elements gives what n calls over one element give, which take the plain path, for every n
/// from 0 to 257 and several strides, and touches nothing else.
/// </summary>
public sealed unsafe class InnerLoopTests
{
    private const int Longest = 257;

    /// <summary>Of the register forms of exp, log and their like against the scalar functions, relative to max(1, |value|).</summary>
    private const double Tolerance = 1e-5;

    private static readonly (int A, int B, int C)[] Strides = [(1, 1, 1), (1, 0, 1), (1, 1, 0), (2, 3, 1)];

    [Fact]
    public void Every_loop_with_every_operator_equals_its_plain_form_at_every_length()
    {
        MethodInfo check = typeof(InnerLoopTests).GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!;
        Type[] loops = [.. KernelTypes.InnerLoops()];
        Assert.True(loops.Length > 100, $"{loops.Length} loops found");
        foreach (Type loop in loops)
        {
            check.MakeGenericMethod([loop, .. KernelTypes.Operands(loop)!]).Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        }
    }

    [Fact]
    public void Every_operator_belongs_to_a_loop()
    {
        Type[] operators = [.. typeof(WorkerPool).Assembly.GetTypes().Where(type => type.IsValueType
            && type.GetInterfaces().Any(contract => contract.Namespace == typeof(WorkerPool).Namespace && contract.Name.EndsWith("Operator", StringComparison.Ordinal)))];
        HashSet<Type> used = [.. KernelTypes.InnerLoops().SelectMany(Arguments)];
        Assert.NotEmpty(operators);
        Assert.Equal(string.Empty, string.Join(", ", operators.Where(type => !used.Contains(type)).Select(type => type.Name)));
    }

    private static IEnumerable<Type> Arguments(Type type) =>
        type.GetGenericArguments().SelectMany(argument => new[] { argument, argument.IsGenericType ? argument.GetGenericTypeDefinition() : argument });

    private static void Check<TLoop, TA, TB, TC>()
        where TLoop : struct, IInnerLoop<TA, TB, TC>
        where TA : unmanaged
        where TB : unmanaged
        where TC : unmanaged
    {
        TA[] before = Values<TA>(1);
        TB[] left = Values<TB>(2);
        TC[] right = Values<TC>(3);
        bool constants = typeof(TLoop).GetGenericArguments().Any(typeof(IParameterOperator).IsAssignableFrom);
        foreach ((int strideA, int strideB, int strideC) in Strides)
        {
            if (constants && strideC != 0)
            {
                continue;
            }

            TA[] expected = [.. before];
            for (int i = 0; i < Longest; i++)
            {
                fixed (TA* a = expected)
                fixed (TB* b = left)
                fixed (TC* c = right)
                {
                    TLoop.Run(1, a + i, 1, b + (strideB == 0 ? 0 : i), 0, c + (strideC == 0 ? 0 : i), 0);
                }
            }

            for (int count = 0; count <= Longest; count++)
            {
                string where = $"{typeof(TLoop)} over {count} elements with strides {strideA}, {strideB}, {strideC}";
                using var a = new GuardedElements<TA>(before, count, strideA);
                using var b = new GuardedElements<TB>(left, count, strideB);
                using var c = new GuardedElements<TC>(right, count, strideC);
                TLoop.Run(count, a.Pointer, strideA, b.Pointer, strideB, c.Pointer, strideC);
                a.AssertGuards(where);
                for (int i = 0; i < count; i++)
                {
                    if (!Close(expected[i], a[i]))
                    {
                        Assert.Fail($"{where}, element {i}: {a[i]} instead of {expected[i]} for {left[strideB == 0 ? 0 : i]} and {right[strideC == 0 ? 0 : i]}");
                    }
                }
            }
        }
    }

    private static bool Close<T>(T expected, T actual)
        where T : unmanaged
    {
        if (expected.Equals(actual))
        {
            return true;
        }

        double tolerance = typeof(T) == typeof(float) ? Tolerance : typeof(T) == typeof(double) ? 1e-13 : 0;
        return tolerance > 0
            && Math.Abs(Convert.ToDouble(expected) - Convert.ToDouble(actual)) <= tolerance * Math.Max(1, Math.Abs(Convert.ToDouble(expected)));
    }

    /// <summary>Numbers of both signs for floating point, 1 to 9 for integers, so that no division is by zero.</summary>
    private static T[] Values<T>(int seed)
        where T : unmanaged
    {
        var random = new Random(seed);
        var values = new T[Longest];
        for (int i = 0; i < Longest; i++)
        {
            double value = (random.NextDouble() * 6) - 3;
            object boxed = default(T) switch
            {
                float => (float)value,
                double => value,
                bool => value > 0,
                _ => Convert.ChangeType(random.Next(1, 10), typeof(T)),
            };
            values[i] = (T)boxed;
        }

        return values;
    }
}
