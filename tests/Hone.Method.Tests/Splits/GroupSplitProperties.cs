using FsCheck;
using FsCheck.Fluent;

namespace Hone.Method.Tests;

/// <summary>What must hold of every split by groups, over many random labels, groups and numbers of folds.</summary>
public sealed class GroupSplitProperties
{
    private static readonly Config Many = Properties.Config.WithMaxTest(3400);

    private static Arbitrary<(int[] Groups, int[] Classes, int Folds, int Seed)> Cases(int mostItems, int mostGroups)
    {
        Gen<(int[], int[], int, int)> generator =
            from count in Gen.Choose(4, mostItems)
            from groupCount in Gen.Choose(2, mostGroups)
            from classCount in Gen.Choose(1, 4)
            from groups in Gen.ArrayOf(Gen.Choose(0, groupCount - 1), count)
            from classes in Gen.ArrayOf(Gen.Choose(0, classCount - 1), count)
            from folds in Gen.Choose(2, 6)
            from seed in Gen.Choose(0, 1000)
            select (groups, classes, folds, seed);
        return generator.ToArbitrary();
    }

    [Fact]
    public void Folds_by_group_are_disjoint_complete_not_empty_and_no_group_is_in_two_or_they_are_refused_for_a_reason()
    {
        FsCheck.Check.One(Many, Prop.ForAll(Cases(60, 25), each =>
        {
            SplitData data = DataOf(each.Groups, each.Classes);
            int groupCount = each.Groups.Distinct().Count();
            var options = new SplitOptions { Folds = each.Folds, Seed = (ulong)each.Seed };
            if (groupCount < each.Folds)
            {
                string advice = Assert.Throws<SplitException>(() => Split.Group(data, options)).Try!;
                Assert.Equal(groupCount >= 2, advice.Contains($"largest feasible k is {groupCount}", StringComparison.Ordinal));
                return;
            }

            AssertWhole(Split.Group(data, options), data);
        }));
    }

    [Fact]
    public void Stratified_folds_by_group_have_every_class_or_are_refused_with_a_k_that_works()
    {
        FsCheck.Check.One(Many, Prop.ForAll(Cases(36, 14), each =>
        {
            SplitData data = DataOf(each.Groups, each.Classes);
            var options = new SplitOptions { Folds = each.Folds, Seed = (ulong)each.Seed };
            Split split;
            try
            {
                split = Split.StratifiedGroup(data, options);
            }
            catch (SplitException error)
            {
                // Where no class is in as many groups as there are folds, no method could have done it; the k that is named does work.
                int before = error.Try!.IndexOf("feasible k is ", StringComparison.Ordinal);
                if (before >= 0)
                {
                    int feasible = error.Try[before + "feasible k is ".Length] - '0';
                    Assert.InRange(feasible, 2, each.Folds - 1);
                    AssertWhole(Split.StratifiedGroup(data, options with { Folds = feasible }), data);
                }

                return;
            }

            AssertWhole(split, data);
            int classes = data.Classes!.Distinct().Count();
            Assert.All(split.GetFolds(), fold => Assert.Equal(classes, fold.ValidIndices.Select(index => data.Classes![index]).Distinct().Count()));
        }));
    }

    [Fact]
    public void The_named_k_is_the_largest_that_the_groups_allow_in_small_cases()
    {
        FsCheck.Check.One(Properties.Config.WithMaxTest(150), Prop.ForAll(Cases(20, 5), each =>
        {
            SplitData data = DataOf(each.Groups, each.Classes);
            try
            {
                Split.StratifiedGroup(data, new() { Folds = each.Folds });
            }
            catch (SplitException error)
            {
                for (int folds = each.Folds - 1; folds >= 2; folds--)
                {
                    if (data.Groups!.Distinct().Count() >= folds && BruteForce(each.Groups, each.Classes, Enumerable.Repeat(1.0 / folds, folds).ToArray()).Lacking == 0)
                    {
                        Assert.Contains($"largest feasible k is {folds}", error.Try, StringComparison.Ordinal);
                        return;
                    }
                }

                Assert.Contains("no k is feasible", error.Try, StringComparison.Ordinal);
            }
        }));
    }

    [Fact]
    public void Parts_by_group_are_disjoint_complete_not_empty_and_no_group_is_in_two()
    {
        FsCheck.Check.One(Many, Prop.ForAll(Cases(60, 25), each =>
        {
            SplitData data = DataOf(each.Groups, each.Classes);
            var options = new SplitOptions { Fractions = new() { Valid = 0.25, Test = each.Folds / 30.0 }, Seed = (ulong)each.Seed };
            if (each.Groups.Distinct().Count() < 3)
            {
                Assert.Throws<SplitException>(() => Split.Group(data, options));
                return;
            }

            AssertWhole(Split.Group(data, options), data);
        }));
    }

    [Fact]
    public void The_distance_and_the_class_deviation_of_small_cases_are_those_of_the_best_of_all_assignments()
    {
        FsCheck.Check.One(Properties.Config.WithMaxTest(250), Prop.ForAll(Cases(30, 6), each =>
        {
            GroupTable table = TableOf(each.Groups, each.Classes);
            int folds = Math.Min(3, each.Folds);
            if (table.Names.Length < folds)
            {
                return;
            }

            double[] shares = each.Seed % 2 == 0 ? Enumerable.Repeat(1.0 / folds, folds).ToArray() : folds == 2 ? [0.8, 0.2] : [0.7, 0.2, 0.1];
            GroupPlacement ours = GroupAllocator.Allocate(table, shares, (ulong)each.Seed);
            (int lacking, double distance, double deviation) = BruteForce(each.Groups, each.Classes, shares);

            Assert.Equal(lacking, ours.Score().Lacking);
            Assert.Equal(distance, ours.Score().Distance, 1e-6);
            Assert.True(ours.Deviation() <= deviation + 1e-9, $"{ours.Deviation()} > {deviation}");
        }));
    }

    [Fact]
    public void The_greedy_rule_comes_near_the_best_of_all_assignments()
    {
        double ours = 0;
        double best = 0;
        FsCheck.Check.One(Properties.Config.WithMaxTest(250), Prop.ForAll(Cases(40, 7), each =>
        {
            GroupTable table = TableOf(each.Groups, each.Classes);
            if (table.Names.Length < 3)
            {
                return;
            }

            double[] shares = [1.0 / 3, 1.0 / 3, 1.0 / 3];
            GroupPlacement greedy = GroupAllocator.Greedy(table, shares, Enumerable.Range(0, table.Names.Length).ToArray());
            (int lacking, double distance, _) = BruteForce(each.Groups, each.Classes, shares);
            Assert.True(greedy.Score().Lacking <= lacking + 1);
            Assert.All(greedy.GroupsIn, count => Assert.NotEqual(0, count));
            if (greedy.Score().Lacking == lacking)
            {
                ours += greedy.Score().Distance;
                best += distance;
            }
        }));

        Assert.True(ours <= 1.1 * best, $"sum of the distances {ours}, of the best {best}");
    }

    private static void AssertWhole(Split split, SplitData data)
    {
        int[] all = [.. split.TrainIndices, .. split.ValidIndices, .. split.TestIndices];
        Assert.Equal(Enumerable.Range(0, data.Ids.Count), all.Order());
        Assert.NotEmpty(split.TrainIndices);
        Assert.NotEmpty(split.ValidIndices);
        Assert.Equal(0, split.Groups!.Shared);
        IEnumerable<IGrouping<string?, int>> byGroup = Enumerable.Range(0, data.Ids.Count).GroupBy(index => data.Groups![index]);
        Assert.All(byGroup, members => Assert.Single(members.Select(index => (split.Parts[index], split.Folds?[index] ?? -1)).Distinct()));
        if (split.Folds is not null)
        {
            IReadOnlyList<SplitFold> folds = split.GetFolds();
            Assert.Equal(split.Options.Folds, folds.Count);
            Assert.All(folds, fold => Assert.NotEmpty(fold.ValidIndices));
            Assert.All(folds, fold => Assert.Equal(data.Ids.Count, fold.TrainIndices.Count + fold.ValidIndices.Count));
            Assert.Equal(Enumerable.Range(0, data.Ids.Count), folds.SelectMany(fold => fold.ValidIndices).Order());
        }
    }

    /// <summary>Written on its own, from the definition: all assignments, the fewest lacking pairs, then the least distance, then the least deviation.</summary>
    private static (int Lacking, double Distance, double Deviation) BruteForce(int[] groups, int[] classes, double[] shares)
    {
        int[] names = groups.Distinct().Order().ToArray();
        int[] labels = classes.Distinct().Order().ToArray();
        int count = groups.Length;
        int[] rows = Enumerable.Range(0, count).ToArray();
        int[] groupOf = rows.Select(i => Array.IndexOf(names, groups[i])).ToArray();
        int[] classOf = rows.Select(i => Array.IndexOf(labels, classes[i])).ToArray();
        int[] totals = labels.Select(label => classes.Count(c => c == label)).ToArray();
        (int, double, double) best = (int.MaxValue, double.PositiveInfinity, double.PositiveInfinity);
        for (int code = 0; code < (int)Math.Pow(shares.Length, names.Length); code++)
        {
            int[][] counts = shares.Select(_ => new int[labels.Length]).ToArray();
            for (int i = 0; i < count; i++)
            {
                counts[code / (int)Math.Pow(shares.Length, groupOf[i]) % shares.Length][classOf[i]]++;
            }

            if (counts.Any(part => part.Sum() == 0))
            {
                continue;
            }

            int lacking = 0;
            double distance = 0;
            double deviation = 0;
            for (int part = 0; part < shares.Length; part++)
            {
                for (int c = 0; c < labels.Length; c++)
                {
                    double wanted = shares[part] * totals[c];
                    lacking += counts[part][c] == 0 ? 1 : 0;
                    distance += Math.Pow(counts[part][c] - wanted, 2) / wanted;
                    deviation = Math.Max(deviation, Math.Abs(((double)counts[part][c] / counts[part].Sum()) - ((double)totals[c] / count)));
                }
            }

            (int Lacking, double Distance, double Deviation) trial = (lacking, Math.Round(distance, 7), deviation);
            best = trial.CompareTo(best) < 0 ? trial : best;
        }

        return best;
    }

    private static GroupTable TableOf(int[] groups, int[] classes) => GroupTable.Of(groups.Select(g => $"g{g:00}").ToArray(), classes.Select(c => $"c{c}").ToArray());

    private static SplitData DataOf(int[] groups, int[] classes) => new()
    {
        Ids = groups.Select((_, i) => $"item/{i}").ToArray(),
        Groups = groups.Select(g => $"g{g:00}").ToArray(),
        Classes = classes.Select(c => $"c{c}").ToArray(),
    };
}
