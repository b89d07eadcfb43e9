using Hone.Learn.Data;
using Hone.Nn;

namespace Hone.Learn.Tests;

/// <summary>From a table to batches, matrices and a learner.</summary>
public sealed class TabularDataTests
{
    [Fact]
    public void Columns_are_sorted_by_what_they_hold()
    {
        Frame frame = Frame.ParseCsv("few,many,real,word,flag,when,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 3},{i},{i}.5,w{i % 2},{(i % 2 == 0 ? "true" : "false")},2020-01-{(i % 28) + 1:00},{i}\n")));
        TabularNames names = TabularNames.ContCatSplit(frame, ["y"]);
        Assert.Equal(["few", "word", "flag"], names.Categorical);
        Assert.Equal(["many", "real"], names.Continuous);
        Assert.Equal(["few", "many", "word", "flag"], TabularNames.ContCatSplit(frame, ["y"], maxCardinality: 30).Categorical);
    }

    [Fact]
    public void Batches_hold_codes_and_normalized_numbers_of_the_same_rows()
    {
        Frame frame = Example(50);
        TabularData data = Prepare(frame);
        DataLoaders loaders = data.DataLoaders(new DataLoaderOptions { BatchSize = 8, Workers = 0 });
        var fill = data.Procs.OfType<FittedFillMissing>().Single();
        var normal = data.Procs.OfType<FittedNormalizeColumns>().Single();
        Assert.Equal(["color", "size_na"], data.Names.Categorical);
        foreach (Batch batch in loaders.Train.Read())
        {
            long[] codes = batch.Inputs()[0].ToArray<long>();
            float[] numbers = batch.Inputs()[1].ToArray<float>();
            Assert.Equal<Shape>([8, 2], batch.Inputs()[0].Shape);
            Assert.Equal(DType.Int64, batch.Inputs()[0].DType);
            for (int i = 0; i < batch.Count; i++)
            {
                int row = batch.Indices[i];
                Assert.Equal(frame.TextColumn("color")[row], data.Classes("color")[(int)codes[2 * i]]);
                double size = frame.NumberColumn("size")[row];
                Assert.Equal(double.IsNaN(size) ? "True" : "False", data.Classes("size_na")[(int)codes[(2 * i) + 1]]);
                double filled = double.IsNaN(size) ? fill.Fills["size"] : size;
                Assert.Equal((filled - normal.Mean("size")) / normal.Std("size"), numbers[i], 1e-6);
                Assert.Equal(frame.TextColumn("y")[row], data.Vocab[(int)batch.Target!.ToArray<long>()[i]]);
            }

            batch.Release();
        }

        string summary = data.ToDataBlock().Summary([.. Enumerable.Range(0, 50)]).ToString();
        Assert.Contains("color ", summary);
        Assert.DoesNotContain("FAILED", summary);
    }

    [Fact]
    public void A_given_order_of_classes_and_categories_is_kept()
    {
        Frame frame = Frame.ParseCsv("size,y\nsmall,yes\nlarge,no\nmedium,yes\nsmall,no\n");
        var sizes = new Dictionary<string, IReadOnlyList<string>> { ["size"] = ["small", "medium", "large"] };
        TabularOptions options = new() { YNames = ["y"], Splitter = new IndexSplitter([0, 1, 2], [3]), Vocab = ["yes", "no", "maybe"], Procs = [new Categorify(sizes)] };
        var data = new TabularData(frame, options);
        Assert.Equal(["yes", "no", "maybe"], data.Vocab);
        Assert.Equal(3, data.Outputs);
        Assert.Equal([0, 1, 0, 1], data.Targets([0, 1, 2, 3]));
        Assert.Equal(["#na#", "small", "medium", "large"], data.Classes("size"));
        Assert.Equal([1, 3, 2, 1], data.ToMatrix([0, 1, 2, 3]).Columns[0]);
        Assert.Equal(["yes", "no", "maybe"], data.DataLoaders().Vocab);
        Assert.Equal(["no", "yes"], new TabularData(frame, options with { Vocab = null }).Vocab);

        string label = Assert.Throws<HoneDataException>(() => new TabularData(frame, options with { Vocab = ["yes"] }).DataLoaders()).Message;
        Assert.Contains("\"no\"", label);
        Assert.Contains("item 1", label);
        sizes["size"] = ["small", "large"];
        Assert.Contains("\"medium\" in training row 2", Assert.Throws<HoneDataException>(() => new TabularData(frame, options)).Message);
        sizes["shape"] = ["round"];
        Assert.Contains("\"shape\"", Assert.Throws<HoneDataException>(() => new TabularData(frame, options)).Message);
        Assert.Contains("target Ordinal", Assert.Throws<HoneDataException>(() => new TabularData(frame, options with { Target = TabularTarget.Ordinal, Levels = ["no", "yes"] })).Message);
    }

    [Fact]
    public void New_rows_are_prepared_like_the_validation_rows()
    {
        Frame frame = Example(60);
        TabularData data = Prepare(frame);
        int[] valid = [.. data.Split.Valid];
        Frame rows = frame.Take(valid).Select("size", "color");
        FeatureMatrix matrix = data.ToMatrix(rows);
        FeatureMatrix same = data.ToMatrix(data.Split.Valid);
        Assert.Equal(["color", "size_na", "size"], matrix.Names);
        Assert.Equal([true, true, false], matrix.IsCategorical);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(same.Columns[i], matrix.Columns[i]));
        Learner learner = TabularLearner.Create(data);
        Predictions old = learner.GetPreds();
        Predictions fresh = learner.GetPreds(data.TestLoader(learner.Data, rows));
        Assert.Equal(old.Outputs.ToArray(), fresh.Outputs.ToArray());
        Assert.Null(fresh.Targets);
        var report = new ProcReport();
        data.TestLoader(learner.Data, Frame.ParseCsv("color,size\nviolet,3.5\nred,\n"), report);
        Assert.Equal("violet", Assert.Single(report.Notes).Example);
        var lacking = Assert.Throws<HoneDataException>(() => data.TestLoader(learner.Data, Frame.ParseCsv("size\n1.5\n")));
        Assert.Contains("1 missing: color", lacking.Message);
        Assert.Contains("big", Assert.Throws<HoneDataException>(() => data.ToMatrix(Frame.ParseCsv("color,size\nred,big\n"))).Message);
    }

    [Fact]
    public void A_target_that_is_missing_constant_or_among_the_inputs_is_an_error()
    {
        Frame frame = Frame.ParseCsv("a,y,k,i\n1.5,0.5,one,1\n2.5,,one,2\n3.5,1.5,one,3\n4.5,2.5,one,4\n");
        string missing = Fails(frame, new() { YNames = ["y"], Splitter = new IndexSplitter([0, 1, 2], [3]) });
        Assert.Contains("none in 1 of 4 rows, the first is row 1", missing);
        string constant = Fails(frame, new() { YNames = ["k"], CatNames = [], ContNames = ["a"] });
        Assert.Contains("\"one\" in all", constant);
        string twice = Fails(frame, new() { YNames = ["y"], CatNames = [], ContNames = ["a", "y"] });
        Assert.Contains("y is continuous and target", twice);
        string text = Fails(frame, new() { YNames = ["k"], ContNames = ["a"], Target = TabularTarget.Regression });
        Assert.Contains("k of kind Text, such as \"one\"", text);
        string both = Fails(frame, new() { YNames = ["k", "i"], ContNames = ["a"] });
        Assert.Contains("2 targets", both);
        string words = Fails(frame, new() { YNames = ["i"], CatNames = [], ContNames = ["k"] });
        Assert.Contains("k of kind Text", words);
        Assert.Contains("\"z\"", Fails(frame, new() { YNames = ["z"] }));
        Assert.Contains("0 categorical", Fails(frame, new() { YNames = ["i"], CatNames = [], ContNames = [] }));
    }

    [Fact]
    public void Gaps_and_infinite_numbers_that_no_step_removes_are_errors_with_their_row()
    {
        var options = new TabularOptions { YNames = ["y"], CatNames = [], ContNames = ["a"], Splitter = new IndexSplitter([0, 1], [2]), Procs = [] };
        Assert.Contains("none in row 2; 1 are missing", Fails(Frame.ParseCsv("a,y\n1,1\n2,2\n,3\n"), options));
        Assert.Contains("∞", Fails(Frame.ParseCsv("a,y\n1,1\n2,2\ninf,3\n"), options).Replace("Infinity", "∞"));
        Assert.Contains("add new Categorify()", Fails(Frame.ParseCsv("a,c,y\n1,u,1\n2,v,2\n4,v,3\n"), options with { CatNames = ["c"] }));
    }

    [Fact]
    public void Columns_that_tell_nothing_are_counted_in_the_report()
    {
        Frame frame = Frame.ParseCsv("id,same,a,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"n{i},5,{i}.5,{i}\n")));
        var data = new TabularData(frame, new TabularOptions { YNames = ["y"] });
        string report = data.Report.ToString();
        Assert.Contains("id: 32 different categories", report);
        Assert.Contains("same: the same value", report);
        Assert.Contains("32 rows, such as \"5\"", report);
    }

    [Fact]
    public void A_label_that_only_validation_has_is_an_error()
    {
        Frame frame = Frame.ParseCsv("a,y\n1.5,no\n2.5,yes\n3.5,maybe\n");
        var data = new TabularData(frame, new TabularOptions { YNames = ["y"], Splitter = new IndexSplitter([0, 1], [2]) });
        Assert.Contains("\"maybe\"", Assert.Throws<HoneDataException>(() => data.DataLoaders()).Message);
    }

    [Fact]
    public void Classes_that_are_numbers_keep_their_order_and_several_numbers_are_predicted_at_once()
    {
        Frame frame = Frame.ParseCsv("a,g,u,v\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i}.5,{(i % 3) + 9},{i * 0.1},{i * -0.2}\n")));
        var classes = new TabularData(frame, new TabularOptions { YNames = ["g"], Target = TabularTarget.Category });
        Assert.Equal(["9", "10", "11"], classes.Vocab);
        var two = new TabularData(frame, new TabularOptions { YNames = ["u", "v"], CatNames = ["g"] });
        Assert.Equal(2, two.Outputs);
        Learner learner = TabularLearner.Create(two, new() { Loaders = new() { BatchSize = 8, Workers = 0 } });
        learner.Fit(1);
        Assert.Equal(2, learner.GetPreds().Width);
        Assert.Equal((float)(3 * -0.2), two.Targets([3], 1)[0]);
    }

    [Fact]
    public void The_learner_has_fastais_net_and_the_same_seed_gives_the_same_numbers()
    {
        TabularData data = Prepare(Example(200));
        Learner first = TabularLearner.Create(data);
        var model = (TabularModel)first.Model;
        Assert.Equal([EmbeddingSize.Rule(4), EmbeddingSize.Rule(3)], model.EmbeddingSizes);
        Assert.Equal((1, 2), (model.Continuous, model.Outputs));
        Learner second = TabularLearner.Create(data);
        first.FitOneCycle(2, 1e-2);
        second.FitOneCycle(2, 1e-2);
        Assert.Equal(first.Recorder.ValidLoss, second.Recorder.ValidLoss);
        Learner narrow = TabularLearner.Create(data, new() { EmbeddingWidths = new Dictionary<string, int> { ["color"] = 2 } });
        Assert.Equal(2, ((TabularModel)narrow.Model).EmbeddingSizes[0].Width);
        Assert.Contains("\"size\"", Assert.Throws<HoneException>(() => TabularLearner.Create(data, new() { EmbeddingWidths = new Dictionary<string, int> { ["size"] = 2 } })).Message);
    }

    [Fact]
    public void Embeddings_go_to_a_forest_in_place_of_their_codes()
    {
        TabularData data = Prepare(Example(100));
        var model = (TabularModel)TabularLearner.Create(data).Model;
        FeatureMatrix codes = data.ToMatrix(data.Split.Train);
        FeatureMatrix numbers = codes.TransformEmbeddings(model);
        int width = model.EmbeddingSizes[0].Width;
        Assert.Equal(width + model.EmbeddingSizes[1].Width + 1, numbers.ColumnCount);
        Assert.Equal("color_1", numbers.Names[1]);
        Assert.DoesNotContain(true, numbers.IsCategorical);
        float[] weight = model.Embeddings[0].Weight.Value.ToArray<float>();
        Assert.Equal(weight[((int)codes.Columns[0][5] * width) + 1], numbers.Columns[1][5]);
        Assert.Equal(codes.Columns[2], numbers.Columns[^1]);
        FeatureMatrix wrong = codes with { Columns = [[9], [0], [0]] };
        Assert.Contains("9 in row 0", Assert.Throws<HoneException>(() => wrong.TransformEmbeddings(model)).Message);
        Assert.Contains("2 embeddings", Assert.Throws<HoneException>(() => numbers.TransformEmbeddings(model)).Message);
    }

    [Fact]
    public void A_net_of_one_epoch_reaches_fastais_accuracy_on_incomes()
    {
        Frame frame = RealTables.Adult(16000);
        Assert.Equal(ColumnKind.Text, frame.Schema.Kinds["workclass"]);
        var data = new TabularData(frame, new TabularOptions
        {
            YNames = ["salary"],
            CatNames = ["workclass", "education", "marital-status", "occupation", "relationship", "race", "sex", "native-country"],
            ContNames = ["age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"],
            Splitter = new RandomSplitter(0.25, seed: 3),
        });
        Learner learner = TabularLearner.Create(data, new() { Learner = new() { Metrics = [new Accuracy()] } });
        learner.FitOneCycle(3, 1e-2);
        double accuracy = learner.Validate().Metrics[0].Value;
        Assert.True(accuracy > 0.84, $"accuracy {accuracy}");
    }

    [Fact]
    public void Dates_of_the_rides_are_read_as_they_are_written()
    {
        Frame frame = Frame.ReadCsv(RealTables.Path("bike-hour.csv.gz"));
        Assert.Equal(17379, frame.RowCount);
        Assert.Equal(new DateTime(2012, 12, 31), frame.DateColumn("dteday")[17378]);
        Frame parts = frame.AddDatePart("dteday");
        Assert.Equal(2012, parts.IntegerColumn("dtedayYear")[17378]);
        Assert.All(Enumerable.Range(0, 200), row => Assert.Equal(frame.IntegerColumn("mnth")[row * 80], parts.IntegerColumn("dtedayMonth")[row * 80]));
    }

    [Theory]
    [InlineData("ames.csv.gz", 2930, 74, "Lot_Area", ColumnKind.Integer)]
    [InlineData("telco-churn.csv.gz", 7043, 20, "churn", ColumnKind.Text)]
    [InlineData("chicago-ridership.csv.gz", 5698, 50, "date", ColumnKind.Date)]
    [InlineData("titanic-full.csv.gz", 2207, 11, "fare", ColumnKind.Number)]
    [InlineData("diamonds.csv.gz", 53940, 10, "price", ColumnKind.Integer)]
    [InlineData("tx-housing.csv.gz", 8602, 9, "inventory", ColumnKind.Number)]
    [InlineData("fine-foods-test.csv.gz", 1000, 3, "review", ColumnKind.Text)]
    public void Tables_of_the_world_are_read_with_their_rows_columns_and_kinds(string file, int rows, int columns, string column, ColumnKind kind)
    {
        Frame frame = Frame.ReadCsv(RealTables.Path(file));
        Assert.Equal((rows, columns), (frame.RowCount, frame.Columns.Count));
        Assert.Equal(kind, frame.Schema.Kinds[column]);
    }

    private static string Fails(Frame frame, TabularOptions options) => Assert.Throws<HoneDataException>(() => new TabularData(frame, options)).Message;

    private static TabularData Prepare(Frame frame) => new(frame, new TabularOptions { YNames = ["y"] });

    private static Frame Example(int rows)
    {
        var random = new Random(4);
        string[] colors = ["red", "green", "blue"];
        string text = "color,size,y\n";
        for (int i = 0; i < rows; i++)
        {
            int color = random.Next(3);
            string size = i % 7 == 2 ? string.Empty : (random.NextDouble() * 10).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
            text += $"{colors[color]},{size},{(color == 1 ? "yes" : "no")}\n";
        }

        return Frame.ParseCsv(text);
    }
}
