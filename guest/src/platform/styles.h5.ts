import '../app.h5.css'
