using System.Globalization;
using System.Text;
using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method.Tests.Toys;

/// <summary>Toy sets: the same seed is the same bytes, each is a project from end to end, and the score that is said to be the best is.</summary>
public sealed class ToyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names() => [.. Toy.List().Select(toy => toy.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others(string name)
    {
        ToySet first = Toy.Find(name, 3);
        ToySet again = Toy.Find(name, 3);
        ToySet other = Toy.Find(name, 4);

        Assert.Equal(first.Files.Select(file => file.Path), again.Files.Select(file => file.Path));
        Assert.All(first.Files.Zip(again.Files), pair => Assert.Equal(pair.First.Bytes, pair.Second.Bytes));
        Assert.False(first.Files[0].Bytes.AsSpan().SequenceEqual(other.Files[0].Bytes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_toy_set_is_data_of_a_project_that_can_be_split_and_checked(string name)
    {
        // Of sets with a file for each item the first ones: each file is flushed to the disk.
        ToySet whole = Toy.Find(name);
        int items = name switch { "digits" => 150, "texts" => 60, "masks" => 30, _ => whole.Info.Items };
        int perItem = name == "masks" ? 2 : 1;
        ToySet set = items == whole.Info.Items ? whole : new ToySet(whole.Info, whole.Seed, whole.Source, [.. whole.Files.Take(items * perItem)], name == "masks" ? "discs" : null);
        Project project = NewProject(set.Info);

        AddedData added = set.AddTo(project, TestContext.Current.CancellationToken);
        ProjectDataset data = project.Data.Load(TestContext.Current.CancellationToken);

        Assert.Equal((set.Files.Count, 0), (added.Files, added.Kept));
        Assert.Equal(items, data.Ids.Count);
        Assert.True(data.Join.IsComplete);
        Assert.True(project.Data.Verify(TestContext.Current.CancellationToken).Changes.Count == 0);
        SplitStrategy strategy = name == "series" ? SplitStrategy.Time : set.Info.Predicts == TargetKind.Class ? SplitStrategy.Stratified : SplitStrategy.Random;
        Split split = SplitMaker.Make(
            project, "v1", new SplitRequest { Strategy = strategy, Time = name == "series" ? "date" : null, KnowsRandom = true }, TestContext.Current.CancellationToken);
        Assert.InRange(split.ValidIndices.Count, items / 6, items / 4);
    }

    [Fact]
    public void Digits_have_one_wrong_label_in_twenty_and_a_forest_gets_near_the_rest()
    {
        (int[] truth, int[] labels) = ToyDigits.LabelsOf(1);
        ToySet set = Toy.Digits();
        byte[][] pixels = [.. set.Files.Select(file => ImageResize.Resize(ImageFile.Decode(file.Bytes, file.Path).Image, 14, 14).Pixels)];
        int cut = 800;
        RandomForestClassifier forest = RandomForestClassifier.Fit(Trees(pixels[..cut]), labels[..cut], new() { Trees = 60, Seed = 1 });
        int[] said = forest.Predict(Trees(pixels[cut..]));
        double accuracy = Share(said.Zip(labels[cut..]), pair => pair.First == pair.Second);

        Assert.Equal(set.Info.Achievable, Share(truth.Zip(labels), pair => pair.First == pair.Second), 9);
        Assert.Equal(labels.Select(label => label.ToString(CultureInfo.InvariantCulture)), set.Files.Select(file => file.Path.Split('/')[0]));
        Assert.InRange(accuracy, 0.85, BestOf(set.Info.Achievable, said.Length));
    }

    [Fact]
    public void Texts_have_one_wrong_label_in_ten_and_their_words_tell_the_rest()
    {
        (int[] truth, int[] labels) = ToyTexts.LabelsOf(1);
        ToySet set = Toy.Texts();
        int[] said = [.. set.Files.Select(file => ToyTexts.Read(Encoding.UTF8.GetString(file.Bytes).Trim()))];

        Assert.Equal(truth, said);
        Assert.Equal(set.Info.Achievable, Share(said.Zip(labels), pair => pair.First == pair.Second), 9);
    }

    [Fact]
    public void The_formula_of_the_table_reaches_its_noise_and_no_model_gets_below()
    {
        ToySet set = Toy.Table();
        Frame homes = Read(set);
        double[] price = Numbers(homes, "price");
        double[] formula = [.. Enumerable.Range(0, price.Length).Select(row => ToyTable.Expected(
            homes.NumberColumn("area")[row], homes.IntegerColumn("age")[row]!.Value, homes.TextColumn("town").TextAt(row)!, homes.BoolColumn("garden")[row]!.Value))];
        var table = TableLadder.Of(homes, "price", "rmse", new LadderRows([.. Enumerable.Range(0, 1600)], [.. Enumerable.Range(1600, 400)], [.. Enumerable.Range(1600, 400).Select(row => $"h{row}")]), ["id"]);
        double linear = Rmse(Rung(table, "linear regression"), price[1600..]);

        Assert.InRange(Rmse(formula, price), 9.6, 10.4);
        Assert.InRange(linear, 11, 15);
        Assert.InRange(Rmse(Rung(table, "random forest"), price[1600..]), 10, 18);
    }

    [Fact]
    public void The_formula_of_the_series_reaches_the_size_of_its_noise()
    {
        ToySet set = Toy.Series();
        double[] sales = Numbers(Read(set), "sales");

        double error = sales.Select((value, day) => Math.Abs(value - ToySeries.Expected(day))).Average();

        Assert.InRange(error / set.Info.Achievable, 0.93, 1.07);
    }

    [Fact]
    public void Tastes_reach_the_noise_of_the_ratings_and_biases_alone_do_not()
    {
        ToySet set = Toy.Ratings();
        Frame ratings = Read(set);
        double[,] expected = ToyRatings.Expected(1);
        double[] truth = Numbers(ratings, "rating");
        double[] best = [.. Enumerable.Range(0, truth.Length).Select(row => expected[Number(ratings, "user", row), Number(ratings, "film", row)])];
        int cut = 4800;
        RatingsLadder ladder = RatingsLadder.Of(ratings, "user", "film", "rating", "rmse", new LadderRows([.. Enumerable.Range(0, cut)], [.. Enumerable.Range(cut, truth.Length - cut)], [.. Enumerable.Range(cut, truth.Length - cut).Select(row => $"r{row}")]));

        Assert.InRange(Rmse(best, truth), 0.48, 0.52);
        Assert.InRange(Rmse(Rung(ladder, "user and item bias"), truth[cut..]), 0.58, 0.68);
    }

    [Fact]
    public void The_mean_of_five_by_five_pixels_reaches_the_score_of_the_masks_and_one_pixel_does_not()
    {
        ToySet set = Toy.Masks();
        (byte[] Picture, byte[] Mask)[] items = [.. set.Files.Chunk(2).Select(pair => (ImageFile.Decode(pair[0].Bytes, pair[0].Path).Image.Pixels, ImageFile.Decode(pair[1].Bytes, pair[1].Path).Image.Pixels))];

        double smooth = items.Average(item => MaskScore.Of(item.Mask, Threshold(item.Picture, 2), "dice", null));
        double single = items.Average(item => MaskScore.Of(item.Mask, Threshold(item.Picture, 0), "dice", null));

        Assert.InRange(smooth, set.Info.Achievable - 0.005, set.Info.Achievable + 0.005);
        Assert.True(single < 0.85, $"{single}");
    }

    [Fact]
    public void The_brightest_and_the_darkest_place_reach_the_noise_of_the_points()
    {
        ToySet set = Toy.Points();
        Frame table = Read(set);
        double total = 0;
        for (int item = 0; item < set.Info.Items; item++)
        {
            ImageData picture = ImageFile.Decode(set.Files[item].Bytes, set.Files[item].Path).Image;
            double[] said = [.. Middle(picture, light => Math.Max(0, light - 160)), .. Middle(picture, light => Math.Max(0, 96 - light))];
            total += said.Select((value, k) => Math.Abs(value - table.NumberColumn(((string[])["x0", "y0", "x1", "y1"])[k])[item])).Average();
        }

        double error = total / set.Info.Items;
        Assert.InRange(error, set.Info.Achievable * 0.97, set.Info.Achievable * 1.35);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_list_of_toys()
    {
        ProjectException error = Assert.Throws<ProjectException>(() => Toy.Find("cats"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Equal("'cats'", error.Got);
        Assert.All(Toy.List(), toy => Assert.Contains(toy.Name, error.Expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_that_predicts_something_else_or_has_other_data_is_refused_before_anything_is_written()
    {
        Project prices = Project.Create(_folder["prices"], new Charter { Question = "How much?", Target = "price", Metric = "mae" });
        Project sales = Project.Create(_folder["sales"], new Charter { Question = "Which digit is it?", Target = "label", Metric = "accuracy" });
        File.WriteAllText(_folder["other.csv"], "id,label\n1,2\n");
        sales.Data.Add(_folder["other.csv"]);

        ProjectException other = Assert.Throws<ProjectException>(() => Toy.Digits().AddTo(prices));
        ProjectException full = Assert.Throws<ProjectException>(() => Toy.Digits().AddTo(sales));

        Assert.Contains("'price' by mae", other.Got, StringComparison.Ordinal);
        Assert.Contains("hone new toy-digits --predicts class --target label --metric accuracy", other.Try, StringComparison.Ordinal);
        Assert.Contains("1 files, such as other.csv", full.Got, StringComparison.Ordinal);
        Assert.False(prices.Data.HasData);
    }

    [Fact]
    public void The_same_set_once_more_is_kept_as_it_is()
    {
        Project project = NewProject(Toy.Table().Info);
        Toy.Table().AddTo(project, TestContext.Current.CancellationToken);

        AddedData again = Toy.Table().AddTo(project, TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (again.Files, again.Kept));
        Assert.Throws<RawDataException>(() => Toy.Table(2).AddTo(project, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Files_in_a_folder_are_never_written_over()
    {
        ToySet set = Toy.Table();
        set.WriteTo(_folder["t"], TestContext.Current.CancellationToken);
        set.WriteTo(_folder["t"], TestContext.Current.CancellationToken);

        ProjectException error = Assert.Throws<ProjectException>(() => Toy.Table(2).WriteTo(_folder["t"]));

        Assert.Contains(set.Files[0].Bytes.Length.ToString(CultureInfo.InvariantCulture), error.Got, StringComparison.Ordinal);
        Assert.Equal(set.Files[0].Bytes, File.ReadAllBytes(Path.Combine(_folder["t"], "homes.csv")));
    }

    private Project NewProject(ToyInfo toy) =>
        Project.Create(_folder["p"], new Charter { Question = "What is it?", Target = toy.Target, TargetKind = toy.Predicts, Metric = toy.Metric });

    private static double Share<T>(IEnumerable<T> items, Func<T, bool> holds) => items.Average(item => holds(item) ? 1.0 : 0);

    // What chance may add on n items: three standard errors.
    private static double BestOf(double share, int n) => share + (3 * Math.Sqrt(share * (1 - share) / n));

    private static TreeData Trees(byte[][] rows) =>
        TreeData.FromColumns(Enumerable.Range(0, rows[0].Length).Select(pixel => Array.ConvertAll(rows, row => (float)row[pixel])).ToArray());

    private Frame Read(ToySet set)
    {
        string path = _folder[set.Info.Name + ".csv"];
        File.WriteAllBytes(path, set.Files[^1].Bytes);
        return Frame.ReadCsv(path);
    }

    private static double[] Numbers(Frame frame, string column) => [.. Enumerable.Range(0, frame.RowCount).Select(row => frame.NumberColumn(column)[row])];

    private static int Number(Frame frame, string column, int row) => int.Parse(frame.TextColumn(column).TextAt(row)![1..], CultureInfo.InvariantCulture);

    private static double Rmse(double[] said, double[] truth) => Math.Sqrt(said.Zip(truth).Average(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));

    private static double[] Rung(LadderTask task, string name) =>
        [.. task.Rungs.Single(rung => rung.Name == name).Predict(1, TestContext.Current.CancellationToken).Outputs.Select(value => (double)value)];

    /// <summary>1 where the mean of the pixels around is above 125.</summary>
    private static byte[] Threshold(byte[] picture, int radius)
    {
        int side = ToyMasks.Side;
        var said = new byte[picture.Length];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                int sum = 0;
                int count = 0;
                for (int v = Math.Max(0, y - radius); v <= Math.Min(side - 1, y + radius); v++)
                {
                    for (int u = Math.Max(0, x - radius); u <= Math.Min(side - 1, x + radius); u++)
                    {
                        sum += picture[(v * side) + u];
                        count++;
                    }
                }

                said[(y * side) + x] = (byte)(sum > 125 * count ? 1 : 0);
            }
        }

        return said;
    }

    /// <summary>The middle of the light that a weight takes.</summary>
    private static double[] Middle(ImageData picture, Func<double, double> weight)
    {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            double w = weight(picture.Pixels[i]);
            sum += w;
            x += w * (i % picture.Width);
            y += w * (i / picture.Width);
        }

        return [x / sum, y / sum];
    }
}
