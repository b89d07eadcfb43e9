using FsCheck;
using FsCheck.Fluent;

namespace Hone.Method.Tests;

public sealed class SubsetProperties
{
    [Fact]
    public void Smaller_samples_lie_inside_larger_ones_for_any_classes_groups_and_minimum()
    {
        Gen<(int A, int B, int C)> cases =
            from seed in Gen.Choose(0, 100_000)
            from salt in Gen.Choose(0, 1000)
            from kind in Gen.Choose(0, 5)
            select (seed, salt, kind);
        FsCheck.Check.One(Properties.Config, Prop.ForAll(cases.ToArbitrary(), each =>
        {
            (int a, int b, int c) = each;
            var random = new RandomStream(a, "subset");
            int items = 1 + random.NextInt(200);
            string[] ids = [.. Enumerable.Range(0, items).Select(item => $"{b}/{item}")];
            string[]? classes = c % 2 == 0 ? null : [.. ids.Select(_ => $"c{random.NextInt(5)}")];
            string[]? groups = c % 3 == 0 ? null : [.. ids.Select(_ => $"g{random.NextInt(20)}")];
            double small = 0.001 + (0.5 * random.NextDouble());
            double large = Math.Min(1, small + (0.5 * random.NextDouble()));
            int minimum = random.NextInt(40);

            int[] inner = SubsetSelection.Choose(ids, small, classes, groups, minimum, (ulong)b).Positions;
            int[] outer = SubsetSelection.Choose(ids, large, classes, groups, minimum, (ulong)b).Positions;

            bool whole = groups is null || inner.All(position => Enumerable.Range(0, items).Where(other => groups[other] == groups[position]).All(inner.Contains));
            bool everyClass = classes is null || groups is not null || classes.Distinct().All(name => inner.Any(position => classes[position] == name));
            return inner.All(outer.Contains) && whole && everyClass && inner.Length >= Math.Min(minimum, items) && inner.Distinct().Count() == inner.Length;
        }));
    }
}
