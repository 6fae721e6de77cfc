using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Regularizers;
using Sharpkeras.Summaries;
using static Sharpkeras.Tests.Docs.TensorFlowRow;

namespace Sharpkeras.Tests.Docs;

/// <summary>Layers, models, and what is done with them.</summary>
internal static class TensorFlowModels
{
    /// <summary>Where the lines write; the tests make it and take it away again.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), $"from-tensorflow-{Environment.ProcessId}");

    public static TensorFlowRow[] Layers()
    {
        Tensor x = Ops.Ones([2, 3]);
        Tensor images = Ops.Ones([1, 8, 8, 1]);
        return
        [
            Of("tf.layers.dense(x, 10, tf.nn.relu)", () => new Dense(10, activation: "relu").Call(x).Shape, "[2, 10]"),
            Of("Dense(10, kernel_regularizer=l2(0.01))", () => new Dense(10, kernelRegularizer: new L2(0.01)).Units, "10"),
            Of("tf.layers.conv2d(images, 6, 5)", () => new Conv2D(6, 5).Call(images).Shape, "[1, 4, 4, 6]"),
            Of("Conv2D(6, (3, 3), strides=2, padding=\"same\")", () => new Conv2D(6, (3, 3), strides: 2, padding: Padding.Same).Call(images).Shape, "[1, 4, 4, 6]"),
            Of("tf.layers.max_pooling2d(images, 2, 2)", () => new MaxPooling2D(2, 2).Call(images).Shape, "[1, 4, 4, 1]"),
            Of("AveragePooling2D(2, padding=\"same\")", () => new AveragePooling2D(2, padding: Padding.Same).Call(images).Shape, "[1, 4, 4, 1]"),
            Of("GlobalAveragePooling2D()", () => new GlobalAveragePooling2D().Call(images), "[[1]]"),
            Of("tf.layers.flatten(images), Flatten()", () => new Flatten().Call(images).Shape, "[1, 64]"),
            Of("tf.layers.dropout(x, 0.5, training=False)", () => new Dropout(0.5).Call(x, training: false), "[[1, 1, 1], [1, 1, 1]]"),
            Of("tf.layers.batch_normalization(x)", () => new BatchNormalization().Call(x).Shape, "[2, 3]"),
            Of("LayerNormalization()", () => new LayerNormalization().Call(x), "[[0, 0, 0], [0, 0, 0]]"),
            Of("MultiHeadAttention(2, key_dim=4)(x, x, use_causal_mask=True)", () => { Tensor s = Ops.Ones([1, 3, 4]); return new MultiHeadAttention(2, keyDim: 4).Call(s, s, useCausalMask: true).Shape; }, "[1, 3, 4]"),
            Of("Attention()([query, value])", () => { Tensor s = Ops.Ones([1, 3, 2]); return new Attention().Call([s, s]); }, "[[[1, 1], [1, 1], [1, 1]]]"),
            Of("Embedding(100, 8)", () => new Embedding(100, 8).Call(new[,] { { 1, 2 } }).Shape, "[1, 2, 8]"),
            Of("Activation(\"tanh\")", () => new Activation("tanh").Call(x * 0), "[[0, 0, 0], [0, 0, 0]]"),
            Of("Reshape((3, 1))", () => new Reshape([3, 1]).Call(x).Shape, "[2, 3, 1]"),
            Of("Lambda(lambda x: x * 2)", () => new Lambda(v => v * 2).Call(x), "[[2, 2, 2], [2, 2, 2]]"),
            Of("Rescaling(1 / 255)", () => new Rescaling(1.0 / 255).Call(x * 255), "[[1, 1, 1], [1, 1, 1]]"),
            Of("ZeroPadding2D(2)", () => new ZeroPadding2D(2).Call(images).Shape, "[1, 12, 12, 1]"),
            Of("Concatenate()([x, x])", () => new Concatenate().Call([x, x]).Shape, "[2, 6]"),
            Of("layer.get_weights()", () => { var layer = new Dense(2); layer.Call(x); return layer.GetWeights().Count; }, "2"),
        ];
    }

    public static TensorFlowRow[] Models()
    {
        Tensor x = Ops.Uniform([16, 3], seed: 1);
        Tensor y = Ops.Zeros([16], DType.Int32);
        var model = new Sequential([new InputLayer([3]), new Dense(4, activation: "relu", name: "hidden"), new Dense(2, activation: "softmax", name: "output")], name: "small");
        model.Compile(new Adam(0.01), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return
        [
            Of("Sequential([Dense(4), Dense(2)])", () => new Sequential([new Dense(4), new Dense(2)]).Layers.Count, "2"),
            Of("Input(shape=(3,))", () => Keras.Input([3]).Shape, "[?, 3]"),
            Of("Model(inputs, outputs)", () => { Tensor input = Keras.Input([3]); return new Functional(input, new Dense(2).Call(input)).Predict(x).Shape; }, "[16, 2]"),
            Of("model.compile(\"sgd\", \"mse\", metrics=[\"mae\"])", () => model.Compile("sgd", loss: "mse", metrics: ["mae"])),
            Of("model.fit(x, y, batch_size=8, epochs=2)", () => model.Fit(x, y, batchSize: 8, epochs: 2).Epochs, "[0, 1]"),
            Of("model.fit(x, y, verbose=0, validation_split=0.25)", () => model.Fit(x, y, verbosity: Verbosity.Silent, validationSplit: 0.25)["val_loss"].Count, "1"),
            Of("model.fit(x, y, callbacks=[EarlyStopping(patience=3)])", () => model.Fit(x, y, callbacks: [new EarlyStopping(monitor: "loss", patience: 3)]).Epochs.Count, "1"),
            Of("model.evaluate(x, y)", () => model.Evaluate(x, y).Keys, "[accuracy, loss]"),
            Of("model.predict(x)", () => model.Predict(x).Shape, "[16, 2]"),
            Of("model(x, training=True)", () => model.Call(x, training: true).Shape, "[16, 2]"),
            Of("model.train_on_batch(x, y)", () => model.TrainOnBatch(x, y).Keys, "[loss, accuracy]"),
            Of("model.summary()", () => model.Summary()),
            Of("model.get_layer(\"hidden\")", () => model.GetLayer("hidden").Name, "hidden"),
            Of("Model(model.inputs, model.get_layer(\"hidden\").output)", () => new Functional(model.Inputs, model.GetLayer("hidden").Output).Predict(x).Shape, "[16, 4]"),
            Of("model.layers", () => model.Layers.Select(layer => layer.Name).First(), "hidden"),
            Of("tf.trainable_variables()", () => model.TrainableVariables.Select(variable => variable.Path), "[small/hidden/kernel, small/hidden/bias, small/output/kernel, small/output/bias]"),
            Of("model.count_params()", () => model.CountParams(), "26"),
            Of("model.layers[0].trainable = False", () => { model.Layers[0].Trainable = false; return model.TrainableVariables.Count; }, "2"),
            Of("model.optimizer.learning_rate = 0.1", () => model.Optimizer.LearningRate = 0.1, "0.1"),
            Of("keras.backend.clear_session()", () => Keras.ClearSession()),
        ];
    }

    public static TensorFlowRow[] Data()
    {
        string path = Path.Combine(Folder, "model.h5");
        string weights = Path.Combine(Folder, "model.weights.h5");
        string log = Path.Combine(Folder, "logs");
        Tensor x = Ops.Uniform([16, 3], seed: 1);
        Tensor y = Ops.Zeros([16, 1]);
        var model = new Sequential([new InputLayer([3]), new Dense(1)]);
        model.Compile("sgd", loss: "mse");
        return
        [
            Of("input_data.read_data_sets(\"MNIST\")", () => Mnist.Load().Train.Images.Shape, "[60000, 28, 28]"),
            Of("mnist.load_data()", () => { var (train, test) = Mnist.Load(); return test.Labels.Shape; }, "[10000]"),
            Of("tf.train.batch([x, y], batch_size=8)", () => model.Fit(x, y, batchSize: 8, shuffle: false).Epochs.Count, "1"),
            Of("tf.train.shuffle_batch([x, y], batch_size=8, …)", () => model.Fit(x, y, batchSize: 8, shuffle: true).Epochs.Count, "1"),
            Of("to_categorical([0, 2], 3)", () => Utils.ToCategorical(new[] { 0, 2 }, 3), "[[1, 0, 0], [0, 0, 1]]"),
            Of("model.save(\"model.h5\")", () => { model.Save(path); return File.Exists(path); }, "true"),
            Of("load_model(\"model.h5\")", () => { model.Save(path); return Model.Load(path).Compiled; }, "true"),
            Of("tf.train.Saver().save(session, path), model.save_weights(path)", () => { model.SaveWeights(weights); return File.Exists(weights); }, "true"),
            Of("tf.train.Saver().restore(session, path), model.load_weights(path)", () => { model.SaveWeights(weights); model.LoadWeights(weights); }),
            Of("ModelCheckpoint(path, save_best_only=True)", () => { model.Fit(x, y, callbacks: [new ModelCheckpoint(path, monitor: "loss", saveBestOnly: true)]); return File.Exists(path); }, "true"),
            Of("tf.summary.FileWriter(log), tf.summary.scalar(\"loss\", 0.5)", () => { using var writer = new SummaryWriter(log); writer.Scalar("loss", 0.5, step: 1); }),
            Of("TensorBoard(log, histogram_freq=1)", () => model.Fit(x, y, callbacks: [new TensorBoard(log, histogramFreq: 1)]).Names.Contains("loss"), "true"),
        ];
    }
}
