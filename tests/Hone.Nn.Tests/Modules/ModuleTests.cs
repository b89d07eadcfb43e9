namespace Hone.Nn.Tests.Modules;

public sealed class ModuleTests
{
    [Fact]
    public void An_exception_filter_sees_the_path_of_the_module_that_runs()
    {
        var net = new Sequential(new Linear(3, 4), new Sequential(new ReLU(), new Linear(4, 4))).Initialize(1);
        net.Modules().Last().AddForwardHook((_, _, _) => throw new InvalidOperationException("from a hook"));
        string? seen = null;
        try
        {
            net.Forward(Tensor.Ones([2, 3]));
        }
        catch (InvalidOperationException) when ((seen = Module.RunningPath) is not null)
        {
            Assert.Null(Module.RunningPath);
        }

        // The hook of the inner Linear is called when that module has left: the one around it still runs.
        Assert.Equal("Sequential[1].Sequential", seen);
    }

    [Fact]
    public void State_dict_has_PyTorchs_names_in_PyTorchs_order()
    {
        Sequential model = new Sequential(new Conv2d(1, 2, 3), new Sequential(new BatchNorm2d(2), new ReLU()), new Linear(2, 3, new() { Bias = false })).Initialize(1);
        Assert.Equal(
            ["0.weight", "0.bias", "1.0.weight", "1.0.bias", "1.0.running_mean", "1.0.running_var", "1.0.num_batches_tracked", "2.weight"],
            model.StateDict().Keys);
        Assert.Equal(DType.Int64, model.StateDict()["1.0.num_batches_tracked"].DType);
        Assert.Equal(0, model.StateDict()["1.0.num_batches_tracked"].Rank);
    }

    [Fact]
    public void A_shape_error_holds_the_path_and_the_shapes_so_far()
    {
        Sequential model = new Sequential(new Linear(4, 8), new ReLU(), new Sequential(new Linear(9, 2))).Initialize(1);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Ones([3, 4])));
        Assert.Equal("Sequential[2].Sequential[0].Linear", error.ModulePath);
        Assert.Contains("Sequential[2].Sequential[0].Linear", error.Message);
        Assert.Contains("x [3, 8], weight [2, 9]", error.Message);
        Assert.Contains("input [3, 4] -> Linear [3, 8] -> ReLU [3, 8]", error.Message);
        Assert.Contains("try:", error.Message);
    }

    [Fact]
    public void Errors_of_other_kinds_hold_the_path_too_and_stay_what_they_are()
    {
        Sequential model = new Sequential(new Linear(4, 8), new ReLU(), new Sequential(new Linear(8, 2))).Initialize(1);
        var mixed = Assert.Throws<HoneException>(() => model.Forward(Tensor.Ones([3, 4], DType.Float64)));
        Assert.Equal("Sequential[0].Linear", mixed.ModulePath);
        Assert.Contains("Linear in Sequential[0].Linear", mixed.Message);
        Assert.Contains("Float64 [3, 4]", mixed.Message);
        Assert.Contains("try:", mixed.Message);
        Assert.Null(Assert.IsType<HoneException>(mixed.InnerException).ModulePath);

        Tensor stale;
        using (StepScope.Begin())
        {
            stale = Tensor.Ones([3, 4]) * 2;
        }

        var released = Assert.Throws<TensorReleasedException>(() => model.Forward(stale));
        Assert.Equal("Sequential[0].Linear", released.ModulePath);
        Assert.Contains("in Sequential[0].Linear", released.Message);
        Assert.Contains("Keep()", released.Message);

        var outside = Assert.Throws<HoneException>(() => Tensor.Ones([3, 4], DType.Float64).Linear(Tensor.Ones([8, 4])));
        Assert.Null(outside.ModulePath);
        Assert.Equal([3, 2], model.Forward(Tensor.Ones([3, 4])).Shape);
    }

    [Fact]
    public void Errors_of_types_that_do_not_know_modules_pass_as_they_are()
    {
        Sequential model = new Sequential(new Failing(new InvalidOperationException("mine"))).Initialize(1);
        Assert.Equal("mine", Assert.Throws<InvalidOperationException>(() => model.Forward(Tensor.Ones([1]))).Message);
        var own = new HoneDataException("a row");
        Assert.Same(own, Assert.Throws<HoneDataException>(() => new Sequential(new Failing(own)).Initialize(1).Forward(Tensor.Ones([1]))));
        var singular = new LinearAlgebraException("a matrix") { Matrix = 2, Pivot = 1 };
        var told = Assert.Throws<LinearAlgebraException>(() => new Sequential(new Failing(singular)).Initialize(1).Forward(Tensor.Ones([1])));
        Assert.Equal((2, 1, "Sequential[0].Failing"), (told.Matrix, told.Pivot, told.ModulePath));
    }

    [Fact]
    public void A_model_works_after_a_shape_error()
    {
        Sequential model = new Sequential(new Linear(4, 2)).Initialize(1);
        Assert.Throws<ShapeException>(() => model.Forward(Tensor.Ones([3, 5])));
        Assert.Equal([3, 2], model.Forward(Tensor.Ones([3, 4])).Shape);
        var error = Assert.Throws<ShapeException>(() => model.Forward(Tensor.Ones([3, 5])));
        Assert.Equal("Sequential[0].Linear", error.ModulePath);
    }

    [Fact]
    public void First_values_depend_on_seed_and_path_alone()
    {
        float[] Weights(long seed, params Module[] layers) => new Sequential(layers).Initialize(seed).StateDict()["0.weight"].ToArray<float>();
        float[] alone = Weights(1, new Linear(3, 4));
        Assert.Equal(alone, Weights(1, new Linear(3, 4), new Linear(4, 5)));
        Assert.NotEqual(alone, Weights(2, new Linear(3, 4)));
        IReadOnlyDictionary<string, Tensor> twins = new Sequential(new Linear(4, 4), new Linear(4, 4)).Initialize(1).StateDict();
        Assert.NotEqual(twins["0.weight"].ToArray<float>(), twins["1.weight"].ToArray<float>());
    }

    [Fact]
    public void Initializations_have_their_variances()
    {
        static double Deviation(Initializer initializer)
        {
            var values = new float[64 * 100];
            initializer.Fill(values, [64, 100], new RandomStream(1, "test"));
            return Math.Sqrt(values.Average(v => (double)v * v));
        }

        Assert.Equal(Math.Sqrt(2.0 / 100), Deviation(Initializers.KaimingNormal()), 0.005);
        Assert.Equal(Math.Sqrt(2.0 / 100), Deviation(Initializers.KaimingUniform()), 0.005);
        Assert.Equal(Math.Sqrt(2.0 / 64), Deviation(Initializers.KaimingNormal(mode: FanMode.FanOut)), 0.005);
        Assert.Equal(1 / Math.Sqrt(3 * 100), Deviation(Initializers.KaimingUniform(Math.Sqrt(5))), 0.002);
        Assert.Equal(Math.Sqrt(2.0 / 164), Deviation(Initializers.XavierNormal()), 0.005);
        Assert.Equal(Math.Sqrt(2.0 / 164), Deviation(Initializers.XavierUniform()), 0.005);
        Assert.Equal(0.01, Deviation(Initializers.Normal(0.01)), 0.001);
    }

    [Fact]
    public void Fans_of_a_vector_are_an_error_with_its_shape() =>
        Assert.Contains("shape [7]", Assert.Throws<ShapeException>(() => Initializers.KaimingNormal().Fill(new float[7], [7], new RandomStream(1, "x"))).Message);

    [Fact]
    public void A_parameter_without_values_says_what_to_call()
    {
        var error = Assert.Throws<HoneException>(() => new Linear(3, 4).Forward(Tensor.Ones([1, 3])));
        Assert.Contains("[4, 3]", error.Message);
        Assert.Contains("Initialize(seed)", error.Message);
    }

    [Fact]
    public void A_strict_load_changes_nothing_when_names_or_shapes_differ()
    {
        Linear target = new Linear(3, 4).Initialize(1);
        float[] before = target.Weight.Value.ToArray<float>();
        var state = new Dictionary<string, Tensor> { ["weight"] = Tensor.Zeros([4, 5]), ["extra"] = Tensor.Zeros([1]) };
        var error = Assert.Throws<StateDictException>(() => target.LoadStateDict(state));
        Assert.Contains("1 missing: bias", error.Message);
        Assert.Contains("1 unexpected: extra", error.Message);
        Assert.Contains("weight ([4, 5] for [4, 3])", error.Message);
        Assert.Equal(before, target.Weight.Value.ToArray<float>());
    }

    [Fact]
    public void A_loose_load_takes_what_fits_and_reports_the_rest()
    {
        Linear target = new Linear(3, 4).Initialize(1);
        StateDictReport report = target.LoadStateDict(new Dictionary<string, Tensor> { ["bias"] = Tensor.Full([4], 7), ["extra"] = Tensor.Zeros([1]) }, strict: false);
        Assert.Equal(["bias"], report.Matched);
        Assert.Equal(["weight"], report.Missing);
        Assert.Equal(["extra"], report.Unexpected);
        Assert.Equal([7f, 7f, 7f, 7f], target.Bias!.Value.ToArray<float>());
    }

    [Fact]
    public void Older_weights_may_lack_the_batch_counter()
    {
        BatchNorm1d norm = new BatchNorm1d(2).Initialize(1);
        Dictionary<string, Tensor> state = norm.StateDict().Where(s => s.Key != "num_batches_tracked").ToDictionary();
        Assert.True(norm.LoadStateDict(state).IsComplete);
    }

    [Fact]
    public void Weights_of_a_wrong_type_are_named()
    {
        Linear target = new Linear(1, 1, new() { Bias = false }).Initialize(1);
        var error = Assert.Throws<StateDictException>(() => target.LoadStateDict(new Dictionary<string, Tensor> { ["weight"] = Tensor.Zeros([1, 1], DType.Int64) }));
        Assert.Contains("weight (Int64 for Float32)", error.Message);
    }

    [Fact]
    public void Train_and_eval_reach_every_module()
    {
        var model = new Sequential(new Sequential(new BatchNorm1d(2)));
        model.Eval();
        Assert.All(model.Modules(), m => Assert.False(m.IsTraining));
        model.Train();
        Assert.All(model.Modules(), m => Assert.True(m.IsTraining));
    }

    [Fact]
    public void A_frozen_model_gets_no_gradients()
    {
        Sequential model = new Sequential(new Linear(2, 3), new Linear(3, 1)).Initialize(1);
        model[0].RequiresGrad(false);
        model.Forward(Tensor.Ones([4, 2])).Sum().Backward();
        Assert.Null(((Linear)model[0]).Weight.Grad);
        Assert.NotNull(((Linear)model[1]).Weight.Grad);
    }

    [Fact]
    public void A_part_cannot_take_a_name_twice() =>
        Assert.Contains("\"twin\" a second time", Assert.Throws<HoneException>(() => new Twins()).Message);

    [Fact]
    public void A_tied_parameter_counts_once_and_has_both_names()
    {
        Tied model = new Tied().Initialize(1);
        Assert.Equal(9, model.ParameterCount);
        Assert.Equal(["encoder.weight", "decoder"], model.StateDict().Keys.Order().Reverse());
        Assert.Same(model.StateDict()["encoder.weight"], model.StateDict()["decoder"]);
    }

    [Fact]
    public void Summary_shows_each_layer_and_leaves_the_model_as_it_was()
    {
        Sequential model = new Sequential(new Conv2d(1, 4, 3, new() { Padding = 1 }), new ReLU(), new Flatten(), new Linear(4 * 8 * 8, 10)).Initialize(1);
        model[0].RequiresGrad(false);
        ModuleSummary summary = model.Summary([2, 1, 8, 8]);
        Assert.Equal([[2, 4, 8, 8], [2, 4, 8, 8], [2, 256], [2, 10]], summary.Rows.Select(r => r.OutputShape.ToArray()));
        Assert.Equal(40 + 2570, summary.Parameters);
        Assert.Equal(2570, summary.TrainableParameters);
        Assert.Contains("3 Linear", summary.ToString());
        Assert.Contains("2,610 parameters, 2,570 trainable", summary.ToString());
        Assert.True(model.IsTraining);
        Assert.All(model.Modules(), m => Assert.False(m.HasHooks));
    }

    [Fact]
    public void An_integer_type_is_refused() =>
        Assert.Contains("Int64", Assert.Throws<HoneException>(() => new Linear(1, 1).To(DType.Int64)).Message);

    [Fact]
    public void A_parameter_is_a_floating_point_leaf()
    {
        Tensor leaf = Tensor.Ones([3]);
        leaf.RequiresGrad = true;
        Assert.Contains("Multiply with shape [3]", Assert.Throws<HoneException>(() => new Parameter("w", leaf * 2)).Message);
        Assert.Contains("Int64 [2]", Assert.Throws<HoneException>(() => new Parameter("w", Tensor.Zeros([2], DType.Int64))).Message);
    }

    private sealed class Twins : Module
    {
        public Twins()
        {
            Register("twin", new ReLU());
            Register("twin", new ReLU());
        }

        protected override Tensor Compute(Tensor x) => x;
    }

    private sealed class Tied : Module
    {
        private readonly Linear _encoder;
        private readonly Parameter _decoder;

        public Tied()
        {
            _decoder = RegisterParameter("decoder", (_encoder = Register("encoder", new Linear(3, 3, new() { Bias = false }))).Weight);
        }

        protected override Tensor Compute(Tensor x) => _encoder.Forward(x).Linear(_decoder.Value);
    }

    private sealed class Failing(Exception error) : Module
    {
        protected override Tensor Compute(Tensor x) => throw error;
    }
}
