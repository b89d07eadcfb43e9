using FsCheck;
using FsCheck.Fluent;

namespace Hone.Method.Tests;

public sealed class SplitProperties
{
    /// <summary>Class sizes from 1 to 60, fractions in hundredths and a seed: most can be split, some must be refused.</summary>
    private static Arbitrary<(int[] Sizes, int Valid, int Test, int Seed)> Cases()
    {
        Gen<(int[], int, int, int)> generator =
            from sizes in Gen.NonEmptyListOf(Gen.Choose(1, 60))
            from valid in Gen.Choose(1, 45)
            from test in Gen.Choose(0, 45)
            from seed in Gen.Choose(0, 1000)
            select (sizes.Take(12).ToArray(), valid, test, seed);
        return generator.ToArbitrary();
    }

    [Fact]
    public void A_stratified_split_is_disjoint_complete_and_within_one_item_of_the_exact_shares_or_it_is_refused()
    {
        FsCheck.Check.One(Properties.Config, Prop.ForAll(Cases(), each =>
        {
            SplitData data = DataOf(each.Sizes);
            var fractions = new SplitFractions { Valid = each.Valid / 100.0, Test = each.Test / 100.0 };
            Split split;
            try
            {
                split = Split.Stratified(data, new() { Fractions = fractions, Seed = (ulong)each.Seed });
            }
            catch (SplitException)
            {
                // Refused: then some class really cannot give every part an item near its share.
                double least = Math.Min(fractions.Valid, each.Test == 0 ? 1 : fractions.Test);
                int parts = each.Test == 0 ? 2 : 3;
                return each.Sizes.Min() < parts || each.Sizes.Min() * least < 0.5 || each.Sizes.Min() * fractions.Train < 2;
            }

            int[] all = [.. split.TrainIndices, .. split.ValidIndices, .. split.TestIndices];
            Assert.Equal(Enumerable.Range(0, data.Ids.Count), all.Order());
            for (int i = 0; i < each.Sizes.Length; i++)
            {
                int number = i;
                int valid = split.ValidIndices.Count(index => data.Classes![index] == ClassName(number));
                int test = split.TestIndices.Count(index => data.Classes![index] == ClassName(number));
                int train = split.TrainIndices.Count(index => data.Classes![index] == ClassName(number));
                Assert.True(Math.Abs(valid - (each.Sizes[i] * fractions.Valid)) < 1);
                Assert.True(Math.Abs(test - (each.Sizes[i] * fractions.Test)) < 1);
                Assert.True(train >= 1 && valid >= 1 && (each.Test == 0 ? test == 0 : test >= 1));
            }

            return true;
        }));
    }

    [Fact]
    public void The_fractions_that_a_refusal_proposes_do_work()
    {
        FsCheck.Check.One(Properties.Config, Prop.ForAll(Cases(), each =>
        {
            SplitData data = DataOf(each.Sizes);
            var wanted = new SplitFractions { Valid = each.Valid / 100.0, Test = each.Test / 100.0 };
            SplitFractions? feasible = StratifiedSplitter.Feasible(ClassGroup.Of(data.Classes!), wanted);
            int parts = each.Test == 0 ? 2 : 3;
            if (feasible is null)
            {
                return each.Sizes.Min() < parts;
            }

            Split.Stratified(data, new() { Fractions = feasible });
            return true;
        }));
    }

    [Fact]
    public void The_order_of_the_rows_does_not_change_where_an_item_goes()
    {
        FsCheck.Check.One(Properties.Config, Prop.ForAll(Cases(), each =>
        {
            int[] sizes = each.Sizes.Select(size => size + 20).ToArray();
            SplitData data = DataOf(sizes);
            var reversed = new SplitData { Ids = data.Ids.Reverse().ToArray(), Classes = data.Classes!.Reverse().ToArray() };
            var options = new SplitOptions { Fractions = new() { Valid = 0.2, Test = 0.1 }, Seed = (ulong)each.Seed };
            return TestIds(Split.Stratified(data, options)).SetEquals(TestIds(Split.Stratified(reversed, options)));
        }));
    }

    [Fact]
    public void Subsets_are_nested_have_every_class_and_stay_inside_the_training_part()
    {
        FsCheck.Check.One(Properties.Config, Prop.ForAll(Cases(), each =>
        {
            SplitData data = DataOf(each.Sizes.Select(size => size + 20).ToArray());
            Split split = Split.Stratified(data, new() { Seed = (ulong)each.Seed });
            string[] classes = split.TrainIndices.Select(index => data.Classes![index]).ToArray();
            double small = Math.Min(each.Valid, each.Test + 1) / 100.0;
            double large = Math.Max(each.Valid, each.Test + 1) / 100.0;
            int[] one = split.Subset(small, classes).TrainIndices.ToArray();
            int[] five = split.Subset(large, classes).TrainIndices.ToArray();
            int classCount = data.Classes!.Distinct().Count();
            return one.All(five.Contains)
                && five.All(split.TrainIndices.Contains)
                && one.Select(index => data.Classes![index]).Distinct().Count() == classCount;
        }));
    }

    private static HashSet<string> TestIds(Split split) => split.TestIndices.Select(index => split.Ids[index]).ToHashSet();

    private static string ClassName(int number) => $"class {number:00}";

    private static SplitData DataOf(int[] sizes)
    {
        string[] classes = sizes.SelectMany((size, number) => Enumerable.Repeat(ClassName(number), size)).ToArray();
        return new SplitData { Ids = classes.Select((_, row) => $"item/{row}").ToArray(), Classes = classes };
    }
}
